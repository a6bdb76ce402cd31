# lineage-writer: the only writer of the database.
# Build from the repository's root: docker build -f docker/lineage-writer.Dockerfile -t tributary/lineage-writer .
FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npx nx build lineage-writer

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /src/apps/lineage-writer/dist ./
USER node
ENTRYPOINT ["node", "main.js"]
