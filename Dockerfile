# Cruddur on Payara Micro; with --target wildfly, on WildFly. The servers' versions are those of pom.xml. See docs/containers.md.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml .
COPY liquibase liquibase
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -DskipTests package

FROM build AS build-wildfly
# The zip hides parts of standalone/ from all users but the owner, and the server runs as another user.
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -Pwildfly dependency:unpack@wildfly \
    && chmod -R a+rX target/server

FROM eclipse-temurin:25-jre-noble AS runtime
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin cruddur
WORKDIR /opt/cruddur
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["/opt/cruddur/container/health-check"]
STOPSIGNAL SIGTERM
COPY container container

FROM runtime AS wildfly
COPY --from=build-wildfly /src/target/server/wildfly-* wildfly/
COPY --from=build /src/target/cruddur.war wildfly/standalone/deployments/ROOT.war
# Replaces -Xmx512m, the default of WildFly's script.
ENV JBOSS_JAVA_SIZING="-XX:MaxRAMPercentage=50"
USER 10001
ENTRYPOINT ["/opt/cruddur/container/wildfly"]

FROM runtime AS payara-files
COPY --from=build /src/target/cruddur.war .
RUN --mount=type=bind,from=build,source=/src/target/server,target=/server \
    java -jar /server/payara-micro.jar --rootdir /opt/cruddur/payara --outputlauncher

# The cache fits only this JVM and these jars, so it is recorded here. Without it the server starts too, but more slowly.
FROM payara-files AS training
RUN apt-get update && apt-get install -y --no-install-recommends curl postgresql
RUN JAVA_OPTS="-Xmx512m" container/train && touch cruddur.aot

FROM payara-files AS payara
COPY --from=training /opt/cruddur/cruddur.aot .
ENV JAVA_OPTS="-XX:MaxRAMPercentage=50"
USER 10001
ENTRYPOINT ["/opt/cruddur/container/payara"]
