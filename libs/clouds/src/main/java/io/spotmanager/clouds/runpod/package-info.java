/** RunPod's host account, over GraphQL: machines are registered here before a host joins as one of them. */
@NullMarked
package io.spotmanager.clouds.runpod;

import org.jspecify.annotations.NullMarked;
