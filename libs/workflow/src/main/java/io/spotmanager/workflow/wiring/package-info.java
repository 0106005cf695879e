/** The workflow engine as Spring beans: {@link KernelConfiguration} for every part, {@link WorkerConfiguration} for workers. */
@NullMarked
package io.spotmanager.workflow.wiring;

import org.jspecify.annotations.NullMarked;
