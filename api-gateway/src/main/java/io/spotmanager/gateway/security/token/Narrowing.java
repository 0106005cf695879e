package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.rights.Limit;
import java.util.List;

/**
 * What a token has less than its role.
 *
 * @param addresses from which alone it lets in; empty for everywhere
 * @param scopes the only parts of its role; empty for all
 * @param limits the only pools, GPU types and contracts on which it may act; empty for all
 */
record Narrowing(List<String> addresses, List<TokenScope> scopes, List<Limit> limits) {
    boolean isNone() {
        return addresses.isEmpty() && scopes.isEmpty() && limits.isEmpty();
    }
}
