# lineage-api: read-only HTTP and the web UI.
# Build from the repository's root: docker build -f docker/lineage-api.Dockerfile -t tributary/lineage-api .
FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npx nx run-many -t build -p lineage-api web

FROM node:22-slim
ENV NODE_ENV=production
ENV WEB_DIST=/app/web
WORKDIR /app
COPY --from=build /src/apps/lineage-api/dist ./
COPY --from=build /src/apps/web/dist ./web
USER node
EXPOSE 8080
ENTRYPOINT ["node", "main.js"]
