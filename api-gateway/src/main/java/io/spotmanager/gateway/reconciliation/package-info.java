/** Where the clouds and the history differ, such as after a backup was restored, and what a person can do about it. */
@NullMarked
package io.spotmanager.gateway.reconciliation;

import org.jspecify.annotations.NullMarked;
