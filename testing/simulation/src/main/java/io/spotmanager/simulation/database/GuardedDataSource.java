package io.spotmanager.simulation.database;

import io.spotmanager.simulation.engine.Fault;
import io.spotmanager.simulation.engine.PointKind;
import io.spotmanager.simulation.engine.Scheduler;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The connection of one process. Each statement passes a point before it is sent and one after it is committed. */
public final class GuardedDataSource extends AbstractDataSource {
    /** Shorter statements may be sent by several methods. */
    private static final int SHARED = 120;

    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Session session;
    private final Scheduler scheduler;
    private final Rewriting.Rule rule;
    private final Consumer<String> complaints;
    private final Connection guarded;

    /**
     * @param number of the session
     * @param name of the session while the process lives
     * @param complaints gets a sentence for each statement that waited for another session's lock
     */
    public GuardedDataSource(
            SimulationDatabase database,
            int number,
            String name,
            Scheduler scheduler,
            Rewriting.Rule rule,
            Consumer<String> complaints) {
        this.session = database.session(number);
        this.scheduler = scheduler;
        this.rule = rule;
        this.complaints = complaints;
        // The sweep looks for the names of all sessions of the server, and other lanes have processes of the same
        // names.
        this.session.rename(database.name() + " " + name);
        this.guarded = proxy(Connection.class, this::onConnection);
    }

    /** Returns a client for the statements of the process, until another process has the session. */
    public JdbcClient jdbc() {
        return session.jdbcOf(this);
    }

    /** The process is gone, and so is its session. */
    public void lose() {
        session.rename("gone");
    }

    @Override
    public Connection getConnection() {
        return guarded;
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) {
        return guarded;
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    private @Nullable Object onConnection(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> null;
            case "prepareStatement" -> {
                var rewriting = rule.of((String) Objects.requireNonNull(arguments)[0]);
                arguments[0] = rewriting.first();
                var statement =
                        (PreparedStatement) Objects.requireNonNull(invoke(session.connection(), method, arguments));
                var name = nameOf(rewriting.first());
                yield proxy(
                        PreparedStatement.class,
                        (self, call, values) -> onStatement(statement, name, rewriting.then(), call, values));
            }
            case "createStatement", "prepareCall", "commit", "rollback" ->
                throw new UnsupportedOperationException(method.getName() + " passes no point yet");
            default -> invoke(session.connection(), method, arguments);
        };
    }

    private @Nullable Object onStatement(
            PreparedStatement statement, String name, List<String> then, Method call, Object @Nullable [] values)
            throws Throwable {
        if (!call.getName().startsWith("execute")) {
            return invoke(statement, call, values);
        }
        if (scheduler
                .point(PointKind.STATEMENT_BEFORE, name)
                .filter(Fault.CONNECTION_LOST::equals)
                .isPresent()) {
            throw lost();
        }
        session.at(scheduler.time().instant());
        var result = execute(statement, name, call, values);
        for (var next : then) {
            scheduler.point(PointKind.STATEMENT_BEFORE, name + ", continued");
            try (var more = session.connection().prepareStatement(next)) {
                more.execute();
            }
        }
        if (scheduler
                .point(PointKind.STATEMENT_AFTER, name)
                .filter(Fault.CONNECTION_LOST::equals)
                .isPresent()) {
            throw lost();
        }
        return result;
    }

    private @Nullable Object execute(PreparedStatement statement, String name, Method call, Object @Nullable [] values)
            throws Throwable {
        try {
            return invoke(statement, call, values);
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                complaints.accept("%s waited for a lock of another session".formatted(name));
            }
            throw e;
        }
    }

    private static SQLException lost() {
        return new PSQLException("the connection was lost (simulated)", PSQLState.CONNECTION_FAILURE);
    }

    private static String nameOf(String sql) {
        return sql.length() < SHARED ? caller() : NAMES.computeIfAbsent(sql, _ -> caller());
    }

    /** The method of the service that sends a statement: a name that stays when lines move. */
    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().startsWith("io.spotmanager.")
                                && !frame.getClassName().startsWith("io.spotmanager.simulation."))
                        .findFirst()
                        .map(frame -> {
                            var type = frame.getClassName();
                            return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
                        })
                        .orElse("a statement"));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
