# Any Node from 20.19; the default is a long-term release.
ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:${NODE_VERSION}-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json ./
# Optional packages are tools of the build; the scripts of packages are not needed (package.json, allowScripts).
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
# What paints charts has its program for this system in an optional package.
COPY --from=build /app/node_modules/@resvg ./node_modules/@resvg
COPY --from=build /app/dist ./dist
COPY scripts/built.mjs scripts/start.mjs scripts/backup.mjs scripts/audit-verify.mjs scripts/terminal.mjs ./scripts/
COPY locales ./locales
COPY prisma/migrations ./prisma/migrations
COPY prisma/data ./prisma/data
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
