package io.spotmanager.simulator;

/** Settings of the JDK's HTTP server, which reads them once, when its first class is loaded. */
final class ServerTuning {

    private ServerTuning() {}

    static void apply() {
        // Otherwise answers with a body wait up to 40 ms for an acknowledgement.
        set("sun.net.httpserver.nodelay", "true");
        // A kept-alive connection that the server closes looks to its client like a lost reply: let only scripts cause
        // those.
        set("sun.net.httpserver.idleInterval", "600");
        set("sun.net.httpserver.maxIdleConnections", "4096");
    }

    private static void set(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
