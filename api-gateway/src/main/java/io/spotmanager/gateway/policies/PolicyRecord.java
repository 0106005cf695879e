package io.spotmanager.gateway.policies;

import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes into the security log what became of a policy, in the transaction of the change. */
@Component
class PolicyRecord {
    private final SecurityLog log;

    PolicyRecord(SecurityLog log) {
        this.log = log;
    }

    void set(PoolPolicy policy, String by) {
        log.done(SecurityEventKind.POLICY_SET, by, detail(policy));
    }

    void deleted(PoolPolicy policy, String by) {
        log.done(SecurityEventKind.POLICY_DELETED, by, detail(policy));
    }

    void acted(PoolPolicy policy, UUID plan, int hosts) {
        log.done(
                SecurityEventKind.POLICY_ACTED,
                null,
                Map.of(
                        "policy",
                        policy.name(),
                        "plan",
                        plan,
                        "hosts",
                        hosts,
                        "allowed_by",
                        Objects.requireNonNull(policy.allowed()).by()));
    }

    void halted(PoolPolicy policy, UUID plan, String why) {
        log.done(SecurityEventKind.POLICY_HALTED, null, Map.of("policy", policy.name(), "plan", plan, "reason", why));
    }

    private static Map<String, Object> detail(PoolPolicy policy) {
        var rule = policy.rule();
        var detail = new LinkedHashMap<String, Object>();
        detail.put("policy", rule.name());
        detail.put("pool", rule.pool());
        detail.put("at_least", rule.atLeast());
        detail.put("at_most", rule.atMost());
        detail.put("from", rule.from());
        detail.put("prefer", rule.prefer());
        detail.put("window", rule.window() == null ? "always" : rule.window());
        detail.put("per_day", rule.perDay());
        detail.put("acts", policy.allowed() != null);
        return detail;
    }
}
