package io.spotmanager.system.harness;

/** A PostgreSQL of one test, on loopback, which the test may crash. It keeps its port and its data over a crash. */
interface PostgresServer extends AutoCloseable {
    /** Returns the JDBC address of its first database. */
    String url();

    String user();

    /** Returns an empty text if connections from loopback are trusted. */
    String password();

    /** Ends it at once, with its connections open; returns when it is gone. */
    void crash();

    /** Starts it again after a crash; returns when it takes connections. */
    void comeBack();

    @Override
    void close();
}
