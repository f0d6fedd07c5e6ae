FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY src ./src
RUN mvn -B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true package

FROM eclipse-temurin:25-jre
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /yardmaster yardmaster \
    && install -d -o yardmaster -g yardmaster -m 700 /data
WORKDIR /yardmaster
COPY --from=build /build/target/quarkus-app/ ./
COPY LICENSE NOTICE ./
USER yardmaster
ENV YARDMASTER_DATA_DIR=/data \
    QUARKUS_HTTP_HOST=0.0.0.0
VOLUME /data
EXPOSE 8080
# Running jobs get 25 s to finish: stop with a grace of 40 s or more.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --retries=3 \
    CMD curl -fsS -o /dev/null http://127.0.0.1:8080/q/health/live || exit 1
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-Xmx512m", "-Xmn64m", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "quarkus-run.jar"]
