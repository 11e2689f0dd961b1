# Cruddur on Payara Micro; with --target wildfly, on WildFly. The servers' versions are those of pom.xml. See docs/containers.md.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY pom.xml .
COPY liquibase liquibase
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -DskipTests package

FROM build AS build-wildfly
# Its zip hides parts of standalone/ from all but the owner, and the server runs as another.
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -Pwildfly dependency:unpack@wildfly \
    && chmod -R a+rX target/server

FROM eclipse-temurin:17-jre-noble AS runtime
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin cruddur
WORKDIR /opt/cruddur
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s CMD ["/opt/cruddur/container/health-check"]
STOPSIGNAL SIGTERM
COPY container container

FROM runtime AS wildfly
COPY --from=build-wildfly /src/target/server/wildfly-* wildfly/
COPY --from=build /src/target/cruddur.war wildfly/standalone/deployments/ROOT.war
# In place of its own -Xmx512m.
ENV JBOSS_JAVA_SIZING="-XX:MaxRAMPercentage=50"
USER 10001
ENTRYPOINT ["/opt/cruddur/container/wildfly"]

FROM runtime AS payara
COPY --from=build /src/target/cruddur.war .
RUN --mount=type=bind,from=build,source=/src/target/server,target=/server \
    java -jar /server/payara-micro.jar --rootdir /opt/cruddur/payara --outputlauncher
# The archive fits this JVM and these jars alone, so it is made here. Without a database the WAR does not come up, but nearly
# all its classes and the server's are loaded by then. Without an archive the build fails.
RUN (java -Xshare:on -version || java -Xshare:dump) \
    && CONNECTION_URL=postgresql://nobody@127.0.0.1:1/none CRUDDUR_AUTH=open container/payara --warmup \
    && rm -rf /tmp/* \
    && test -s classes.jsa
ENV JAVA_OPTS="-XX:MaxRAMPercentage=50"
USER 10001
ENTRYPOINT ["/opt/cruddur/container/payara"]
