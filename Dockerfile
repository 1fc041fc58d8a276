# The browser packages that the program carries
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM rust:1.95-slim-bookworm AS build
WORKDIR /app
COPY . .
COPY --from=packages /app/node_modules node_modules
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/app/target \
    cargo build --release --locked && cp target/release/rapporteur /rapporteur

FROM debian:12-slim
LABEL org.opencontainers.image.title="Rapporteur" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0"
# The certificates are for mail servers that want TLS; the rules of time zones change several times a year
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home --home-dir /var/lib/rapporteur rapporteur
COPY LICENSE-MIT LICENSE-APACHE /usr/share/doc/rapporteur/
COPY --from=build /rapporteur /usr/local/bin/rapporteur
USER rapporteur
ENV LISTEN=0.0.0.0:8080 DATA_DIR=/var/lib/rapporteur
VOLUME /var/lib/rapporteur
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["rapporteur", "health"]
ENTRYPOINT ["rapporteur"]
CMD ["serve"]
