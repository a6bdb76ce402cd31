# openlineage-gateway: accepts OpenLineage events over HTTP.
# Build from the repository's root: docker build -f docker/openlineage-gateway.Dockerfile -t tributary/openlineage-gateway .
FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npx nx build openlineage-gateway

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /src/apps/openlineage-gateway/dist ./
USER node
ENTRYPOINT ["node", "main.js"]
