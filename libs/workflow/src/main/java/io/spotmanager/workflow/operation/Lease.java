package io.spotmanager.workflow.operation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which worker holds an operation.
 *
 * @param worker null if no worker holds it
 * @param fence rises with every claim; a save with the fence of an earlier claim is refused
 */
public record Lease(@Nullable UUID worker, long fence) {}
