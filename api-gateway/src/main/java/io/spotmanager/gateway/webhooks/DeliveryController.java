package io.spotmanager.gateway.webhooks;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log of deliveries of a webhook. */
@RestController
@RequestMapping("/api/webhooks/{name}/deliveries")
@Tag(name = "Webhooks")
class DeliveryController {
    private static final int MOST = 200;

    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final Sending sending;
    private final WebhookRecord record;

    DeliveryController(WebhookStore webhooks, DeliveryStore deliveries, Sending sending, WebhookRecord record) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sending = sending;
        this.record = record;
    }

    /** Deliveries of a webhook, newest first. */
    @GetMapping
    @Operation(operationId = "listDeliveries", summary = "List deliveries of a webhook")
    @ErrorResponses(ProblemType.NOT_FOUND)
    Page<DeliveryView> list(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw FieldProblem.refusal("limit", "is %d and must be from 1 to %d".formatted(limit, MOST));
        }
        var states = List.of(Delivery.State.values());
        if (state != null && states.stream().noneMatch(each -> each.name().equals(state))) {
            throw FieldProblem.refusal("state", "is '%s' and must be one of %s".formatted(state, states));
        }
        var page = deliveries.page(stored(name).id(), state, Cursor.parse(cursor), limit);
        return new Page<>(page.items().stream().map(DeliveryView::of).toList(), page.nextCursor());
    }

    /**
     * Sends the event of a delivery again at once, with the id that it had, also by a webhook that is disabled. Answers with what came of it. It is
     * attempted once.
     */
    @PostMapping("/{id}/redeliver")
    @Operation(operationId = "redeliver", summary = "Send a delivery again")
    @ErrorResponses(ProblemType.NOT_FOUND)
    DeliveryView redeliver(@PathVariable String name, @PathVariable UUID id, Authentication user) {
        var webhook = stored(name);
        var delivery = deliveries
                .find(id)
                .filter(found -> found.webhook().equals(webhook.id()))
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "There is no delivery %s of %s. They are kept for some days: GET %s/deliveries lists them."
                                .formatted(id, name, Webhook.href(name))));
        record.sentAgain(webhook, delivery, user.getName());
        return DeliveryView.of(sending.sendNow(webhook, delivery.event().id(), user.getName()));
    }

    private Webhook stored(String name) {
        return webhooks.find(name)
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "There is no webhook %s. GET /api/webhooks lists all.".formatted(name)));
    }
}
