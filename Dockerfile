# One file for every part: docker build --build-arg PART=migration-worker -t spot-manager/migration-worker .
# PART is the name of a module that is an application: db, api-gateway, migration-worker, simulator.

# The exact tags of a release are in images.env.
ARG MAVEN_TAG=3-eclipse-temurin-25
ARG JRE_TAG=25-jre
ARG POSTGRES_TAG=18

# Libraries and plugins are a layer of their own, which only a changed pom.xml builds anew: a change of the code fetches nothing.
FROM maven:${MAVEN_TAG} AS poms
COPY . /src
RUN find /src -type f ! -name pom.xml -delete

FROM maven:${MAVEN_TAG} AS libraries
ENV MAVEN_ARGS="-B -ntp -q -T 1C -pl !quickstart,!testing/system-tests -DskipTests -Dspotless.check.skip"
COPY --from=poms /src /src
WORKDIR /src
# Only a compiler with something to compile fetches its own checks.
RUN mkdir -p libs/domain/src/main/java && echo 'class Nothing {}' > libs/domain/src/main/java/Nothing.java \
    && mvn -Dspring-boot.repackage.skip package && rm -r libs/domain/src && find . -name target -prune -exec rm -r {} +

FROM libraries AS builder
COPY . .
RUN mvn package

FROM builder AS extracted
ARG PART
RUN cp "$(find /src -path "*/${PART:?is not set: add --build-arg PART=api-gateway, or another folder with an application}/target/*-app.jar")" /app.jar \
    && mkdir -p /layers/dependencies /layers/spring-boot-loader /layers/snapshot-dependencies /layers/application \
    # The tool that takes an application apart needs Spring; parts without it are small and stay in one piece.
    && if jar tf /app.jar | grep -q '^BOOT-INF/lib/spring-core-'; \
       then java -Djarmode=tools -jar /app.jar extract --layers --force --destination /layers; \
       else mv /app.jar /layers/application/; fi

FROM eclipse-temurin:${JRE_TAG} AS part
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
# What changes least comes first, so that a new build of the product sends a few hundred kilobytes of its own.
COPY --from=extracted /layers/dependencies/ ./
COPY --from=extracted /layers/spring-boot-loader/ ./
COPY --from=extracted /layers/snapshot-dependencies/ ./
COPY --from=extracted /layers/application/ ./
# Sizes follow the container's memory limit.
COPY <<'OPTIONS' java.options
-XX:+UseSerialGC
-XX:+UseCompactObjectHeaders
-XX:MaxRAMPercentage=35
-XX:MinRAMPercentage=35
-XX:TieredStopAtLevel=1
-XX:ReservedCodeCacheSize=48m
-XX:+ExitOnOutOfMemoryError
-XX:-UsePerfData
-Xss512k
OPTIONS
ENV MALLOC_ARENA_MAX=2

# The part starts here once, beside an empty database, and leaves a cache of the classes that it loaded and linked. It counts for this
# JVM, these options and these jars; where one of them is another, the JVM does without.
FROM postgres:${POSTGRES_TAG} AS rehearsed
ARG PART
COPY --from=part /opt/java/openjdk /opt/java/openjdk
COPY --from=part /usr/local/bin/answers /usr/local/bin/
COPY --from=part /app /app
COPY --from=builder /src/db/target/*-app.jar /schema.jar
USER postgres
WORKDIR /app
RUN <<'SCRIPT'
set -e
mkdir /tmp/kept
# Classes of a jar within the jar are not cached, so for the parts in one piece there is nothing to gain.
[ -d lib ] || exit 0
export PATH=/opt/java/openjdk/bin:$PATH
# Several images may be built at once on one network, the host's.
port=$(echo "$PART" | cksum | awk '{ print 20000 + 2 * ($1 % 5000) }')
initdb --auth trust --pgdata /tmp/database > /tmp/database.log
pg_ctl --pgdata /tmp/database --log /tmp/database.log --options "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=/tmp" --wait start
export SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:$port/postgres SPRING_DATASOURCE_USERNAME=postgres SPRING_DATASOURCE_PASSWORD=none
java -jar /schema.jar
# Nothing else is there to be reached. What is set here is what a part with everything switched on loads.
nowhere=http://127.0.0.1:9
export SERVER_PORT=$((port + 1)) LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs SPOT_OPERATOR_PASSWORD=rehearsal-of-this-image \
    OS_AUTH_URL=$nowhere/v3 OS_USERNAME=none OS_PASSWORD=none OS_PROJECT_ID=none \
    HYPERSTACK_URL=$nowhere HYPERSTACK_API_KEY=none RUNPOD_URL=$nowhere RUNPOD_API_KEY=none \
    SPOT_REGIONS=CA1=CANADA-1 SPOT_REGION_CA1_ENVIRONMENT=none SPOT_REGION_CA1_KEY_PAIR=none \
    SPOT_REGION_CA1_STORAGE_NETWORK=none SPOT_REGION_CA1_FIREWALL_ID=1 SPOT_REGION_CA1_IMAGES= \
    NETBOX_URL=$nowhere NETBOX_TOKEN=none
timeout 300 java @java.options -XX:MaxRAM=256m -XX:AOTCacheOutput=/tmp/kept/classes.aot -jar app.jar > /tmp/part.log &
until grep -q '"Started ' /tmp/part.log; do kill -0 $! || { cat /tmp/part.log; exit 1; }; sleep 0.2; done
answers $SERVER_PORT /health || true
kill $!
wait $! || true
echo '-XX:AOTCache=/app/classes.aot' | cat java.options - > /tmp/kept/java.options
ls -l /tmp/kept/classes.aot
pg_ctl --pgdata /tmp/database --mode immediate stop
SCRIPT

FROM part
COPY --from=rehearsed /tmp/kept/ ./
# The build has no history to read it from. Last, so that a new commit alone builds no layer anew.
ARG COMMIT=unknown
ENV SPOT_COMMIT=${COMMIT}
USER 10001:10001
# More options: JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "@/app/java.options", "-jar", "app.jar"]
