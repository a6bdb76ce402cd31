# sandbox: the SQS and S3 wire protocols on local disk, for compose and tests; never for production.
# Build from the repository's root: docker build -f docker/sandbox.Dockerfile -t tributary/sandbox .
FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npx nx build standalone

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /src/apps/standalone/dist ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 9324 9325
ENTRYPOINT ["node", "sandbox.js"]
CMD ["--data-dir", "/data", "--host", "0.0.0.0", "--sqs-port", "9324", "--s3-port", "9325"]
