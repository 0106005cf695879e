/** Adapter for RunPod's host account over GraphQL, where machines are registered before a host joins. */
@NullMarked
package io.spotmanager.clouds.runpod;

import org.jspecify.annotations.NullMarked;
