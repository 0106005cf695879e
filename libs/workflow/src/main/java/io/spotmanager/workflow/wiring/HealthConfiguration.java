package io.spotmanager.workflow.wiring;

import io.spotmanager.workflow.health.Dependencies;
import io.spotmanager.workflow.health.Dependency;
import io.spotmanager.workflow.health.DependencyProbe;
import io.spotmanager.workflow.health.DependencyReports;
import io.spotmanager.workflow.health.DependencyWatch;
import io.spotmanager.workflow.health.RunningParts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionNameStrategy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every part looks at: its database, its broker, and the clouds for which it defines a {@link DependencyProbe}. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration REPORT = Duration.ofSeconds(10);
    private static final Duration RELEASE = Duration.ofMinutes(1);

    /** A little longer than from one look for work to the next. */
    private static final Duration LATELY = WorkWatch.EVERY.plusSeconds(1);

    @Bean
    DependencyProbe databaseProbe(JdbcClient jdbc, WorkWatch watch) {
        return new DependencyProbe(
                Dependency.POSTGRESQL,
                DependencyProbe.OFTEN,
                () -> {
                    try {
                        jdbc.sql("select 1").query(Integer.class).single();
                        return Optional.empty();
                    } catch (DataAccessException e) {
                        return Optional.of(said(e));
                    }
                },
                () -> watch.answered(LATELY));
    }

    @Bean
    DependencyProbe brokerProbe(CachingConnectionFactory connections) {
        return new DependencyProbe(Dependency.RABBITMQ, DependencyProbe.OFTEN, () -> {
            try (var channel = connections.createConnection().createChannel(false)) {
                return channel.isOpen() ? Optional.empty() : Optional.of("the broker closed the channel");
            } catch (AmqpException e) {
                return Optional.of(said(e));
            } catch (Exception e) { // of closing a channel that the broker closed before
                return Optional.of("the connection ended: " + said(e));
            }
        });
    }

    private static String said(Exception failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The broker shows it beside each connection. */
    @Bean
    ConnectionNameStrategy brokerConnectionNames(Environment environment) {
        return new PartName(environment);
    }

    @Bean
    DependencyWatch dependencyWatch(
            ObjectProvider<DependencyProbe> probes, Environment environment, ExecutorService kernelThreads) {
        return new DependencyWatch(
                probes.orderedStream().toList(),
                new PartName(environment).toString(),
                InstantSource.system(),
                System::nanoTime,
                kernelThreads);
    }

    @Bean
    @DependsOn("schema")
    Dependencies dependencies(DependencyWatch watch, JdbcClient jdbc) {
        return new Dependencies(watch, new DependencyReports(jdbc), InstantSource.system());
    }

    @Bean
    FixedDelayTask dependencyTask(DependencyWatch watch) {
        return new FixedDelayTask("dependencies", TICK, watch::look);
    }

    @Bean
    FixedDelayTask dependencyReportTask(Dependencies dependencies) {
        return new FixedDelayTask("dependency-report", REPORT, dependencies::report);
    }

    @Bean
    @DependsOn("schema")
    RunningParts runningParts(JdbcClient jdbc) {
        return new RunningParts(jdbc);
    }

    @Bean(destroyMethod = "stopped")
    RunningPart runningPart(
            RunningParts parts,
            Environment environment,
            @Value("${info.version}") String version,
            @Value("${info.commit}") String commit) {
        var name = new PartName(environment);
        return new RunningPart(parts, new RunningParts.Self(name.toString(), name.part(), version, commit));
    }

    @Bean
    FixedDelayTask runningPartTask(RunningPart part) {
        return new FixedDelayTask("running-part", RELEASE, part::report);
    }

    /** This process in the list of those that run. */
    record RunningPart(RunningParts parts, RunningParts.Self self) {
        void report() {
            parts.report(self);
        }

        void stopped() {
            parts.stopped(self);
        }
    }

    /** The part, its machine and its process, such as {@code launch-worker@host/1}. */
    private record PartName(Environment environment) implements ConnectionNameStrategy {
        String part() {
            return environment.getProperty("spring.application.name", "part");
        }

        @Override
        public String obtainNewConnectionName(ConnectionFactory connections) {
            return toString();
        }

        @Override
        public String toString() {
            return "%s@%s/%d"
                    .formatted(
                            part(),
                            WitnessConfiguration.hostName(),
                            ProcessHandle.current().pid());
        }
    }
}
