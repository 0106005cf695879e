package io.spotmanager.gateway.webhooks;

import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.gateway.webhooks.Webhook.Owner;
import io.spotmanager.gateway.webhooks.WebhookView.RotatedView;
import io.spotmanager.gateway.workflows.WorkflowCatalogue;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks by name. */
@RestController
@RequestMapping("/api/webhooks")
@Tag(name = "Webhooks")
class WebhookController {
    /** Each may have a connection and a thread of its own. */
    private static final int MOST = 50;

    /** How long a receiver has to change over. */
    private static final Duration FORMER_SECRET = Duration.ofHours(24);

    private final WebhookStore store;
    private final DeliveryStore deliveries;
    private final PoolRepository pools;
    private final WorkflowCatalogue workflows;
    private final UrlRules urls;
    private final ReceiverNames names;
    private final Sending sending;
    private final WebhookRecord record;
    private final TransactionTemplate transactions;

    WebhookController(
            WebhookStore store,
            DeliveryStore deliveries,
            PoolRepository pools,
            WorkflowCatalogue workflows,
            UrlRules urls,
            ReceiverNames names,
            Sending sending,
            WebhookRecord record,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.deliveries = deliveries;
        this.pools = pools;
        this.workflows = workflows;
        this.urls = urls;
        this.names = names;
        this.sending = sending;
        this.record = record;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** All webhooks, and how they fare. */
    @GetMapping
    @Operation(operationId = "listWebhooks", summary = "List webhooks")
    List<WebhookView> list() {
        var now = deliveries.now();
        return store.all().stream()
                .map(webhook -> WebhookView.of(webhook, now, false))
                .toList();
    }

    /** One webhook. */
    @GetMapping("/{name}")
    @Operation(operationId = "getWebhook", summary = "Read a webhook")
    @ErrorResponses(ProblemType.NOT_FOUND)
    WebhookView read(@PathVariable String name) {
        return WebhookView.of(stored(name), deliveries.now(), false);
    }

    /**
     * Makes a webhook, or changes it. It tells in the name of who sets it, by the rights of when it tells. The answer to the request that makes it
     * has its secret, which is never shown again. One that was disabled begins anew.
     */
    @PutMapping("/{name}")
    @Operation(operationId = "setWebhook", summary = "Set a webhook")
    WebhookView set(@PathVariable String name, @RequestBody WebhookBody body, Authentication user) {
        var known = known();
        if (body.url() != null && urls.wrong(body.url()).isEmpty()) { // before the transaction: it asks DNS
            names.refusal(body.url()).ifPresent(why -> {
                throw FieldProblem.refusal("url", why);
            });
        }
        var made = transactions.execute(status -> {
            store.waitForAll();
            var before = store.find(name).orElse(null);
            var wish = body.wish(name, before, known, urls);
            if (before == null && store.all().size() >= MOST) {
                throw FieldProblem.refusal(
                        "name", "would be one of more than %d webhooks: delete one first".formatted(MOST));
            }
            var owner = new Owner(
                    user.getName(),
                    user instanceof ApiTokenAuthentication token ? token.owner() : null,
                    deliveries.now());
            store.set(name, wish, Signature.newSecret(), owner);
            var after = stored(name);
            if (!wish.enabled()) {
                deliveries.giveUp(after.id(), owner.since(), "%s has disabled the webhook.".formatted(user.getName()));
            }
            record.set(after, user.getName());
            return before == null;
        });
        return WebhookView.of(stored(name), deliveries.now(), Boolean.TRUE.equals(made));
    }

    /** Deletes a webhook and the log of its deliveries. What waits is not sent any more. */
    @DeleteMapping("/{name}")
    @Operation(operationId = "deleteWebhook", summary = "Delete a webhook")
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<Void> delete(@PathVariable String name, Authentication user) {
        transactions.executeWithoutResult(status -> {
            store.waitForAll();
            var webhook = stored(name);
            store.delete(webhook.id());
            deliveries.deleteOf(webhook.id());
            record.deleted(webhook, user.getName());
        });
        return ResponseEntity.noContent().build();
    }

    /** Makes a new secret. The one of before signs beside it for 24 hours, so that no delivery fails while the receiver changes over. */
    @PostMapping("/{name}/rotate-secret")
    @Operation(operationId = "rotateWebhookSecret", summary = "Rotate the secret of a webhook")
    @ErrorResponses(ProblemType.NOT_FOUND)
    RotatedView rotate(@PathVariable String name, Authentication user) {
        var secret = Signature.newSecret();
        var until = deliveries.now().plus(FORMER_SECRET);
        transactions.executeWithoutResult(status -> {
            store.waitForAll();
            var webhook = stored(name);
            store.rotate(webhook.id(), secret, until);
            record.rotated(webhook, user.getName(), until);
        });
        return new RotatedView(name, secret, until);
    }

    /** Sends a test at once, also for a webhook that is disabled, and answers with what came of it. It is attempted once. */
    @PostMapping("/{name}/test")
    @Operation(operationId = "testWebhook", summary = "Send a test to a webhook")
    @ErrorResponses(ProblemType.NOT_FOUND)
    DeliveryView test(@PathVariable String name, Authentication user) {
        var webhook = stored(name);
        record.tested(webhook, user.getName());
        return DeliveryView.of(sending.sendTest(webhook, user.getName()));
    }

    private WebhookBody.Known known() {
        return new WebhookBody.Known(
                pools.all().stream().map(PoolRepository.Members::name).collect(Collectors.toSet()),
                Set.copyOf(pools.gpuTypes()),
                workflows.newest().stream().map(WorkflowDescription::name).collect(Collectors.toSet()));
    }

    private Webhook stored(String name) {
        return store.find(name)
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "There is no webhook %s. GET /api/webhooks lists all.".formatted(name)));
    }
}
