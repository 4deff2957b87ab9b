# The image of the server. docs/deploy.md says how to run it; test/house/dockerfile.test.ts holds the rules it keeps.

# Debian with Node 20.19 or newer. Pin it by digest where builds have to be the same to the byte.
ARG BASE=node:22-bookworm-slim

# Compiles with the development packages, none of which come any further.
FROM $BASE AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/bundle-page.ts ./scripts/bundle-page.ts
COPY src ./src
# Types and maps are for whoever compiles against the library. Without a bundler the JavaScript reads like its source.
RUN npm run build \
 && find dist -type f \( -name '*.map' -o -name '*.d.ts' -o -name '.tsbuildinfo' \) -delete

FROM $BASE AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# No package that we need builds anything at install; sharp brings libvips compiled. Licences stay where they are; the
# fonts' specimens, a quarter of their size, do not, nor does what the detector's packages bring for browsers (94 MB).
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \
      -o -name '*.ttf.png' \) -delete \
 && find node_modules/@tensorflow -type f ! -iname 'license*' ! -name package.json ! -name '*.node.js' \
      ! -path '*/dist/*.wasm' -delete \
 && find node_modules/@vladmandic/face-api -type f ! -iname 'license*' ! -name package.json \
      ! -name face-api.node-wasm.js ! -path '*/model/ssd_*' ! -path '*/model/face_landmark_68_model*' -delete

FROM $BASE
# glibc's own allocator keeps what pictures took; jemalloc gives it back (figures in docs/deploy.md).
# The data folder is made here, because a new volume takes its owner from the image.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libjemalloc2 \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache \
      /var/log/apt /var/log/alternatives.log /var/log/dpkg.log \
 && install -d -o 1000 -g 1000 /data

# A name without a slash is looked up among the system's libraries, so that it holds on every architecture.
# Processes that we start inherit it. The background thread gives memory back when nothing is asked for any more.
ENV LD_PRELOAD=libjemalloc.so.2 \
    MALLOC_CONF=background_thread:true \
    NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DARKROOM_DATA=/data \
    TMPDIR=/data/tmp

# Everything in here belongs to root, so that the server cannot change itself. What changes most comes last.
WORKDIR /app
COPY package.json LICENSE ./
COPY fixtures/originals ./fixtures/originals
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist

# `node` in the official images; a number, so that Kubernetes can see that it is not root.
USER 1000:1000

# An image that runs without jemalloc, or cannot develop a picture with a text on it, is not worth having.
RUN grep -q libjemalloc /proc/self/maps \
 && node dist/cli/main.js render fixtures/originals/portrait.jpg \
      c_fill,h_64,w_64/e_sepia/l_text:Arial_20:Hi/f_webp -o - >/dev/null

VOLUME /data
EXPOSE 3000

# No shell in between: it is ended as a whole when it takes too long, and leaves nothing for process 1 to reap.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "require('node:http').get({ port: process.env.PORT || 3000, path: '/healthz', signal: AbortSignal.timeout(4000) }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]

# Process 1 is node itself. It listens for SIGTERM and drains, and it waits for every process that it starts; those
# start none of their own. So nothing is left over for an init to forward or to reap.
STOPSIGNAL SIGTERM
ENTRYPOINT []
CMD ["node", "dist/cli/main.js", "serve"]

ARG BASE
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Darkroom" \
      org.opencontainers.image.description="A self-hosted media server that speaks Cloudinary's URL language" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="$BASE" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
