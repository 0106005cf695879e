-- Why gpu_used may be too small: VMs whose flavors name no whole GPU. Null if there are none.
alter table host add column gpu_note text;
