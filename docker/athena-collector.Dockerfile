# athena-collector: reads a window of every Athena workgroup's history and the Glue catalog, then ends.
# Build from the repository's root: docker build -f docker/athena-collector.Dockerfile -t tributary/athena-collector .
FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npx nx build athena-collector

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /src/apps/athena-collector/dist ./
USER node
# A limit makes Node collect garbage early: a month is read in 170 MB instead of 250. A statement of 16 MB takes the whole of it.
ENTRYPOINT ["node", "--max-old-space-size=1024", "main.js"]
