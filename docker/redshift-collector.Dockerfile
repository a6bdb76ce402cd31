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
ENTRYPOINT ["node", "main.js"]
