/** Policies of pools: how many empty hosts a pool is to have. They propose plans, and begin them where an admin has allowed that. */
@NullMarked
package io.spotmanager.gateway.policies;

import org.jspecify.annotations.NullMarked;
