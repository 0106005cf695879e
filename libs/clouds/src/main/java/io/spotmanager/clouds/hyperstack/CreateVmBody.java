package io.spotmanager.clouds.hyperstack;

import io.spotmanager.clouds.http.Secret;
import io.spotmanager.domain.vm.CreateVmRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON body of an order for one VM with a public address and open SSH. */
final class CreateVmBody {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String USER_DATA = "user_data";
    private static final int SSH = 22;

    /** A shorter word is not a secret and may occur in any sentence. */
    private static final Pattern LONG_WORD = Pattern.compile("[^\\s\"'=:,.]{12,}");

    private CreateVmBody() {}

    static ObjectNode of(CreateVmRequest order) {
        ObjectNode body = JSON.createObjectNode()
                .put("name", order.name())
                .put("environment_name", order.environment())
                .put("image_name", order.image())
                .put("flavor_name", order.flavor())
                .put("key_name", order.keyPair())
                .put("count", 1)
                .put("assign_floating_ip", true)
                // On by default, which would change the ports that renters see.
                .put("enable_port_randomization", false)
                .put(USER_DATA, order.userData().text());
        ArrayNode labels = body.putArray("labels");
        order.labels().forEach(labels::add);
        body.putArray("security_rules").add(ssh());
        return body;
    }

    /** Returns the body for display, without the user data, which contains a certificate. */
    static ObjectNode masked(ObjectNode body) {
        return body.deepCopy().put(USER_DATA, Secret.MASK);
    }

    /** Returns Hyperstack's message without words of the user data, which it may quote in full or in part. */
    static String masked(String said, CreateVmRequest order) {
        String userData = order.userData().text();
        return LONG_WORD
                .matcher(said)
                .replaceAll(
                        word -> userData.contains(word.group()) && !word.group().equals(order.name())
                                ? Matcher.quoteReplacement(Secret.MASK)
                                : Matcher.quoteReplacement(word.group()));
    }

    private static ObjectNode ssh() {
        return JSON.createObjectNode()
                .put("direction", "ingress")
                .put("ethertype", "IPv4")
                .put("protocol", "tcp")
                .put("port_range_min", SSH)
                .put("port_range_max", SSH)
                .put("remote_ip_prefix", "0.0.0.0/0");
    }
}
