package io.spotmanager.gateway.webhooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as the API shows it.
 *
 * @param format the form of its bodies
 * @param url to which it is sent, without its path, which may be a secret
 * @param events what is told
 * @param pools of which it tells; empty for all
 * @param gpuTypes of which it tells; empty for all
 * @param operations the kinds of operation of which it tells; empty for all
 * @param enabled whether it is sent
 * @param disabledWhy why it was disabled; null if it is enabled, or a person disabled it
 * @param disabledAt when it was
 * @param resting why nothing is sent for now; null if nothing is in the way
 * @param failingSince the first failure that no success has followed; null if there is none
 * @param lastFailure what the latest failure was
 * @param setBy who set it last, and in whose name it tells
 * @param setAt when that was
 * @param secret signs its deliveries, of a webhook that was just made: it is never shown again
 * @param formerSecretUntil until when the secret of before signs too; null if there is none
 */
record WebhookView(
        String name,
        String format,
        String url,
        List<String> events,
        List<String> pools,
        List<String> gpuTypes,
        List<String> operations,
        boolean enabled,
        @Nullable String disabledWhy,
        @Nullable Instant disabledAt,
        @Nullable String resting,
        @Nullable Instant failingSince,
        @Nullable String lastFailure,
        String setBy,
        Instant setAt,
        @Nullable String secret,
        @Nullable Instant formerSecretUntil,
        String href) {
    /**
     * A new secret.
     *
     * @param secret signs from now on: it is never shown again
     * @param formerSecretUntil until when the one of before signs too
     */
    record RotatedView(String name, String secret, Instant formerSecretUntil) {}

    static WebhookView of(Webhook webhook, Instant now, boolean isNew) {
        var secrets = webhook.secrets();
        var state = webhook.state();
        return new WebhookView(
                webhook.name(),
                webhook.target().format().wire(),
                webhook.target().shownUrl(),
                webhook.filter().events(),
                webhook.filter().pools(),
                webhook.filter().gpuTypes(),
                webhook.filter().operations(),
                state.enabled(),
                state.disabledWhy(),
                state.disabledAt(),
                state.resting(),
                state.failingSince(),
                state.lastFailure(),
                webhook.owner().name(),
                webhook.owner().since(),
                isNew ? secrets.present() : null,
                secrets.live(now).size() > 1 ? secrets.formerUntil() : null,
                Webhook.href(webhook.name()));
    }
}
