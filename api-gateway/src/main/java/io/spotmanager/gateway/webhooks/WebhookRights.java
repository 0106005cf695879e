package io.spotmanager.gateway.webhooks;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.security.CommandRights;
import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.spotmanager.workflow.operation.Command;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whether a webhook may tell now. It tells in the name of the admin who set it last, by the rights of now: who is no admin any more, or was limited to
 * some pools, does not go on to learn of all by a webhook.
 */
@Component
class WebhookRights {
    /** A command of no workflow: {@link CommandRights} knows it as what only an admin without limits may do. */
    static final String KIND = "webhook";

    private final CommandRights rights;
    private final FreezeSwitch freezes;

    WebhookRights(CommandRights rights, FreezeSwitch freezes) {
        this.rights = rights;
        this.freezes = freezes;
    }

    /** @return why nothing is sent, as a sentence; empty if nothing is in the way. A freeze stops commands, not news */
    Optional<String> whyResting(Webhook webhook) {
        if (freezes.current().filter(now -> now.mode() == FreezeMode.HELD).isPresent()) {
            return Optional.of(
                    "All operations are held, because the database may be older than what was done: what waits here may have been sent already. It goes on when the hold is lifted.");
        }
        var owner = webhook.owner();
        return rights.refusalNow(
                        owner.name(),
                        owner.tokenOwner(),
                        owner.since(),
                        new Command(KIND, webhook.name(), Json.MAPPER.createObjectNode(), owner.name(), null, null))
                .map(why -> "It tells in the name of %s. %s It goes on when an admin sets it again."
                        .formatted(owner.name(), why));
    }
}
