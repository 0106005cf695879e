/** Webhooks: who outside is told what happens here. Triggers of the database write what is told; gateways send it. */
@NullMarked
package io.spotmanager.gateway.webhooks;

import org.jspecify.annotations.NullMarked;
