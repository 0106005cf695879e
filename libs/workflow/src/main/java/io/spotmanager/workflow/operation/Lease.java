package io.spotmanager.workflow.operation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who works on the operation.
 *
 * @param worker null when nobody does
 * @param fence rises with every claim, so that a writer from an earlier claim is recognised
 */
public record Lease(@Nullable UUID worker, long fence) {}
