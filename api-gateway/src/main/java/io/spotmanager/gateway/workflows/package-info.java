/** The workflows that workers have described: how their operations begin, and what the board shows of them. */
@NullMarked
package io.spotmanager.gateway.workflows;

import org.jspecify.annotations.NullMarked;
