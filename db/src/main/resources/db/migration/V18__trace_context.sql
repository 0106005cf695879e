-- Where the request that became this operation belongs in a distributed trace (W3C Trace Context), so that its command message can
-- say so, also when it is published again. Null: an earlier release accepted it, or it did not come over HTTP.
-- Not part of the history: it says where else to look, not what happened.
alter table operation
    add column traceparent text,
    add column tracestate  text;
