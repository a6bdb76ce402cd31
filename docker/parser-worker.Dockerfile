# parser-worker: turns statements and events into column lineage.
# Build from the repository's root: docker build -f docker/parser-worker.Dockerfile -t tributary/parser-worker .
FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npx nx build parser-worker

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /src/apps/parser-worker/dist ./
USER node
ENTRYPOINT ["node", "main.js"]
