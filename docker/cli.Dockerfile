# cli: analyze, ingest, migrate, dead letters: for operators and scripts.
# Build from the repository's root: docker build -f docker/cli.Dockerfile -t tributary/cli .
FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npx nx build cli

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /src/apps/cli/dist ./
USER node
ENTRYPOINT ["node", "main.js"]
