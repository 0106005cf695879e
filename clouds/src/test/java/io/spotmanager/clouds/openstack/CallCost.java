package io.spotmanager.clouds.openstack;

import com.sun.management.OperatingSystemMXBean;
import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.wire.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Measures what one call costs this process beyond the bare JDK client: {@code CallCost serve PORT} in one JVM,
 * {@code CallCost ask PORT THREADS CALLS} in another. Not a test: a benchmark on a busy machine proves nothing.
 */
final class CallCost {

    private CallCost() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        if (args[0].equals("serve")) {
            serve(port);
        } else {
            ask(port, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        }
    }

    private static void ask(int port, int threads, int calls) throws Exception {
        OpenStackCloud cloud = OpenStackCloud.connect(
                OpenStackSettings.from(name -> switch (name) {
                            case "OS_AUTH_URL" -> "http://127.0.0.1:" + port;
                            case "OS_USERNAME", "OS_PASSWORD", "OS_PROJECT_NAME" -> "x";
                            default -> null;
                        })
                        .withLimits(Limits.DEFAULT.withRate(10_000_000, 10_000_000)),
                Clock.systemUTC());
        HttpClient bare =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v2.1/os-aggregates/1/action"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        for (int round = 0; round < 4; round++) {
            measure(
                    "bare JDK client",
                    threads,
                    calls,
                    () -> bare.send(request, BodyHandlers.ofByteArray()).statusCode() == 200);
            measure("addHost", threads, calls, () -> told(cloud.addHost(1, "H1")));
        }
        System.exit(0);
    }

    private static boolean tried(Callable<Boolean> call) throws Exception {
        try {
            return call.call();
        } catch (IOException e) {
            System.out.println("the bare client failed: " + e);
            return false;
        }
    }

    private static boolean told(CloudAnswer<?> answer) {
        if (!answer.ok()) {
            System.out.println(answer.problem());
        }
        return answer.ok();
    }

    private static void measure(String what, int threads, int calls, Callable<Boolean> call) throws Exception {
        var os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = os.getProcessCpuTime();
        long start = System.nanoTime();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> many = () -> {
                int failed = 0;
                for (int i = 0; i < calls / threads; i++) {
                    failed += tried(call) ? 0 : 1;
                }
                return failed;
            };
            int failed = pool
                    .invokeAll(IntStream.range(0, threads).mapToObj(_ -> many).toList())
                    .stream()
                    .mapToInt(future -> future.resultNow())
                    .sum();
            long wall = System.nanoTime() - start;
            System.out.printf(
                    "%-16s %6.0f calls/s, %4d us CPU each, %d failed%n",
                    what, calls * 1e9 / wall, (os.getProcessCpuTime() - cpu) / calls / 1000, failed);
        }
    }

    private static void serve(int port) throws IOException {
        try (ServerSocket listening = new ServerSocket(port, 100, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket socket = listening.accept();
                Thread.startVirtualThread(() -> talk(socket, port));
            }
        }
    }

    private static void talk(Socket socket, int port) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String first = in.readLine(); first != null; first = in.readLine()) {
                int length = 0;
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(line.substring(15).strip());
                    }
                }
                for (long left = length; left > 0; left -= in.skip(left)) {}
                answer(first, port, socket.getOutputStream());
            }
            System.out.println("the client ended a connection");
        } catch (IOException e) {
            System.out.println("a connection broke: " + e);
        }
    }

    private static void answer(String request, int port, OutputStream out) throws IOException {
        boolean login = request.contains("/auth/tokens");
        String body = login ? """
                {"token": {"issued_at": "2020-01-01T00:00:00.0Z", "expires_at": "2020-01-02T00:00:00.0Z", "catalog": [{"type": "compute",
                 "endpoints": [{"interface": "public", "region": "R", "url": "http://127.0.0.1:%d/v2.1"}]}]}}""".formatted(port) : ScriptedCloud.AGGREGATE;
        String head = "HTTP/1.1 " + (login ? "201 Created\r\nX-Subject-Token: t" : "200 OK")
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        out.write((head + body).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
