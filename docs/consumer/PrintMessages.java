import com.rabbitmq.client.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Prints each event and each command of Spot Manager. It has a queue of its own, so nobody misses a message because of it. */
class PrintMessages {
    public static void main(String[] address) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(address[0]);
        var channel = factory.newConnection("print-messages").createChannel();

        // Exclusive: the broker deletes the queue with this connection. When it is full, it drops its oldest messages.
        var queue = channel.queueDeclare("", false, true, true, Map.of("x-max-length", 10_000)).getQueue();
        channel.queueBind(queue, "spot.events", "#");
        for (var kind : List.of("migration", "placement", "withdrawal", "drain", "launch", "attach-network", "retire", "retire-and-move", "adopt-vm", "attach-firewall")) {
            channel.queueBind(queue, "spot.commands", kind);
        }

        channel.basicConsume(queue, true, (tag, message) -> {
            var headers = message.getProperties().getHeaders();
            var type = message.getProperties().getType(); // for an event the same as its attribute cloudEvents:type
            var subject = headers == null ? null : headers.get("cloudEvents:subject");
            var body = new String(message.getBody(), StandardCharsets.UTF_8);
            System.out.println(type + " " + (subject == null ? "-" : subject) + " " + body);
        }, tag -> System.exit(1));
        System.out.println("listening");
    }
}
