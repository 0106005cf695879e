# One file for every part: docker build --build-arg PART=migration-worker -t spot-manager/migration-worker .
# PART is the module's folder: db, api-gateway, migration-worker, simulator.

FROM maven:3-eclipse-temurin-25 AS builder
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -pl '!quickstart,!system-tests' -DskipTests -Dspotless.check.skip package

FROM builder AS extracted
ARG PART
RUN cp "/src/${PART:?is not set: add --build-arg PART=api-gateway, or another folder with an application}"/target/*-app.jar /app.jar \
    && mkdir -p /layers/dependencies /layers/spring-boot-loader /layers/snapshot-dependencies /layers/application \
    # The tool that takes an application apart needs Spring; parts without it are small and stay in one piece.
    && if jar tf /app.jar | grep -q '^BOOT-INF/lib/spring-core-'; \
       then java -Djarmode=tools -jar /app.jar extract --layers --force --destination /layers; \
       else mv /app.jar /layers/application/; fi

FROM eclipse-temurin:25-jre
# The public image has neither curl nor wget.
COPY --chmod=755 <<'SCRIPT' /usr/local/bin/answers
#!/bin/bash
# answers PORT PATH: whether this container answers 200 there
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
read -r -t 3 status <&3 && [[ $status == *' 200'* ]]
SCRIPT
RUN groupadd --system --gid 10001 spot \
    && useradd --system --uid 10001 --gid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin spot \
    && install -d -o spot -g spot /data
WORKDIR /app
# What changes least comes first, so that a new build of the product sends a few hundred kilobytes.
COPY --from=extracted /layers/dependencies/ ./
COPY --from=extracted /layers/spring-boot-loader/ ./
COPY --from=extracted /layers/snapshot-dependencies/ ./
COPY --from=extracted /layers/application/ ./
ENV MALLOC_ARENA_MAX=2
USER 10001:10001
# Sizes follow the container's memory limit. More options: JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=35", "-XX:MinRAMPercentage=35", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=48m", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "-Xss512k", "-jar", "app.jar"]
