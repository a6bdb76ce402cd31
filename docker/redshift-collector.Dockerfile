# redshift-collector: reads a window of Redshift query history and publishes it, then ends.
# Build from the repository's root: docker build -f docker/redshift-collector.Dockerfile -t tributary/redshift-collector .
FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npx nx build redshift-collector

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /src/apps/redshift-collector/dist ./
USER node
# A limit makes Node collect garbage early: a month is read in 170 MB instead of 250. A statement of 16 MB takes the whole of it.
ENTRYPOINT ["node", "--max-old-space-size=1024", "main.js"]
