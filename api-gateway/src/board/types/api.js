// Generated from docs/openapi.json by `npm run types:generate`. The JSON of the API; docs/openapi.json describes the fields.
// A field that may be missing is optional: the gateway leaves out what is null.

/**
 * @typedef {object} AcceptBody
 * @property {string} source
 * @property {string} reason
 */

/** @typedef {"vms" | "nvlink" | "allocations"} Acknowledgement */

/**
 * @typedef {object} ActionBody
 * @property {string} reason
 * @property {string} [state]
 * @property {string} [entered_at]
 */

/**
 * @typedef {object} ActionEffect
 * @property {string} action
 * @property {string} caption
 * @property {string} effect
 * @property {boolean} recommended
 * @property {string} [reason]
 * @property {string} [read_at]
 * @property {Array<ActionEffectCloudCall>} [calls]
 * @property {string} [end]
 */

/**
 * @typedef {object} ActionEffectCloudCall
 * @property {string} cloud
 * @property {string} call
 */

/**
 * @typedef {object} AddNetworkBody
 * @property {string} [server]
 * @property {string} [network]
 * @property {string} [server_name]
 * @property {string} [network_name]
 * @property {string} [reason]
 */

/**
 * @typedef {object} AdoptBody
 * @property {string} host
 * @property {string} reason
 */

/**
 * @typedef {object} AdoptPreview
 * @property {boolean} allowed
 * @property {Array<Check>} checks
 * @property {Array<AdoptPreviewHyperstackVm>} hyperstack
 * @property {Array<AdoptPreviewServer>} nova
 * @property {string} runpod
 */

/**
 * @typedef {object} AdoptPreviewBody
 * @property {string} hostname
 */

/**
 * @typedef {object} AdoptPreviewHyperstackVm
 * @property {number} id
 * @property {string} name
 * @property {string} [status]
 * @property {string} [environment]
 * @property {string} [flavor]
 * @property {string} [fixed_ip]
 * @property {Array<string>} labels
 * @property {string} [created_at]
 */

/**
 * @typedef {object} AdoptPreviewServer
 * @property {string} id
 * @property {string} name
 * @property {string} status
 * @property {string} [host]
 * @property {Array<string>} addresses
 * @property {string} [created_at]
 */

/**
 * @typedef {object} AdoptVmBody
 * @property {string} hostname
 * @property {number} vm_id
 * @property {string} server_id
 * @property {string} [machine_id]
 * @property {string} reason
 */

/**
 * @typedef {object} Analytics
 * @property {string} from
 * @property {string} to
 * @property {Array<AnalyticsKind>} kinds
 */

/**
 * @typedef {object} AnalyticsDay
 * @property {string} day
 * @property {number} open
 * @property {Record<string, number>} by_state
 * @property {number} [p50_ms]
 * @property {number} [p95_ms]
 */

/**
 * @typedef {object} AnalyticsKind
 * @property {string} kind
 * @property {number} total
 * @property {number} open
 * @property {Record<string, number>} by_state
 * @property {Array<AnalyticsDay>} days
 * @property {Array<AnalyticsStep>} steps
 */

/**
 * @typedef {object} AnalyticsStep
 * @property {string} step
 * @property {number} count
 * @property {number} p50_ms
 * @property {number} p95_ms
 * @property {number} [usual_ms]
 */

/**
 * @typedef {object} ApiToken
 * @property {string} id
 * @property {string} name
 * @property {"CUSTOMER" | "VIEWER" | "LAUNCHER" | "OPERATOR" | "AUDITOR" | "ADMIN"} role
 * @property {ApiTokenOrigin} created
 * @property {string} expires_at
 * @property {Array<string>} [addresses]
 * @property {Array<TokenScope>} [scopes]
 * @property {Array<Limit>} [limits]
 * @property {string} [last_used_at]
 * @property {ApiTokenOrigin} [revoked]
 */

/**
 * @typedef {object} ApiTokenOrigin
 * @property {string} by
 * @property {string} at
 */

/**
 * @typedef {object} Approval
 * @property {string} id
 * @property {"PENDING" | "APPROVED" | "DECLINED" | "WITHDRAWN" | "EXPIRED"} state
 * @property {string} kind
 * @property {string} host
 * @property {Record<string, unknown>} request
 * @property {string} [reason]
 * @property {string} [batch_id]
 * @property {string} requested_by
 * @property {string} [token_owner]
 * @property {string} requested_at
 * @property {string} expires_at
 * @property {Array<ApprovalRuleApplied>} rules
 * @property {ApprovalPreview} [preview]
 * @property {ApprovalDecision} [first]
 * @property {ApprovalDecision} [end]
 * @property {number} approvals_needed
 * @property {string} [operation]
 * @property {string} [reservation]
 * @property {string} href
 */

/**
 * @typedef {object} ApprovalDecision
 * @property {string} [by]
 * @property {string} at
 * @property {string} [reason]
 */

/**
 * @typedef {object} ApprovalDecisionBody
 * @property {string} reason
 */

/**
 * @typedef {object} ApprovalPage
 * @property {Array<Approval>} items
 * @property {string} [next_cursor]
 */

/**
 * @typedef {object} ApprovalPreview
 * @property {boolean} allowed
 * @property {Array<Check>} checks
 * @property {Array<ReviewedPreviewLine>} commands
 * @property {number} vms
 * @property {string} [read_at]
 */

/**
 * @typedef {object} ApprovalRuleApplied
 * @property {"CONTRACT" | "VMS" | "COMMANDS" | "PLAN"} rule
 * @property {string} text
 */

/**
 * @typedef {object} AttachFirewallBody
 * @property {string} hostname
 * @property {number} [vm_id]
 * @property {string} reason
 * @property {string} [batch_id]
 */

/**
 * @typedef {object} AttachFirewallPreviewBody
 * @property {string} hostname
 * @property {number} [vm_id]
 */

/**
 * @typedef {object} AttachedVms
 * @property {boolean} success
 * @property {number} firewall_id
 * @property {Array<number>} vm_ids
 * @property {number} count
 */

/**
 * @typedef {object} Attachment
 * @property {number} vm_id
 * @property {string} [name]
 * @property {string} [status]
 */

/**
 * @typedef {object} Availability
 * @property {boolean} available
 * @property {string} [why]
 */

/**
 * @typedef {object} BegunAttachment
 * @property {number} vm_id
 * @property {string} hostname
 * @property {string} id
 * @property {string} state
 * @property {string} href
 */

/**
 * @typedef {object} BoxScore
 * @property {number} planned
 * @property {number} waiting
 * @property {number} running
 * @property {number} needs_person
 * @property {number} succeeded
 * @property {number} failed
 * @property {number} cancelled
 */

/**
 * @typedef {object} Capacity
 * @property {string} from
 * @property {string} to
 * @property {string} step
 * @property {Array<CapacitySeries>} series
 * @property {Array<CapacityOperation>} operations
 * @property {boolean} operations_left_out
 */

/**
 * @typedef {object} CapacityGpus
 * @property {number} free
 * @property {number} free_least
 * @property {number} used
 * @property {number} under_way
 * @property {number} out_of_stock
 */

/**
 * @typedef {object} CapacityOperation
 * @property {string} id
 * @property {string} kind
 * @property {string} host
 * @property {string} state
 * @property {boolean} open
 * @property {string} at
 */

/**
 * @typedef {object} CapacityPoint
 * @property {string} at
 * @property {number} hosts
 * @property {number} hosts_available
 * @property {number} hosts_under_way
 * @property {number} hosts_out_of_stock
 * @property {CapacityGpus} gpus
 */

/**
 * @typedef {object} CapacityPreviewBody
 * @property {Array<CapacityPreviewBodyWished>} operations
 */

/**
 * @typedef {object} CapacityPreviewBodyWished
 * @property {string} host
 * @property {string} [operation]
 * @property {string} [source_aggregate]
 * @property {string} [target_aggregate]
 * @property {string} [when]
 */

/**
 * @typedef {object} CapacitySeries
 * @property {string} gpu_type
 * @property {string} [pool]
 * @property {Array<CapacityPoint>} points
 */

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {"PASSED" | "WARNING" | "NEEDS_ACKNOWLEDGEMENT" | "REFUSED"} result
 * @property {string} text
 * @property {string} [brief]
 * @property {"vms" | "nvlink" | "allocations"} [acknowledgement]
 */

/**
 * @typedef {object} CheckpointReport
 * @property {number} count
 * @property {string} [up_to]
 * @property {Array<string>} keys
 * @property {string} [newest_key]
 * @property {number} verified
 * @property {number} unverified
 */

/**
 * @typedef {object} Cloud
 * @property {string} keystone
 * @property {string} [project]
 * @property {string} [region]
 * @property {string} since
 */

/**
 * @typedef {object} Collision
 * @property {string} reservation
 * @property {string} requested_by
 * @property {string} begins_at
 * @property {string} free_at
 */

/**
 * @typedef {object} CommandAnswer
 * @property {string} [id]
 * @property {string} state
 * @property {string} href
 * @property {string} [approval]
 * @property {string} [expires_at]
 * @property {string} [detail]
 * @property {string} [reservation]
 * @property {string} [begins_at]
 * @property {string} [latest_at]
 * @property {string} [until]
 * @property {boolean} [success]
 * @property {string} [message]
 * @property {Array<CommandOutcomeResult>} [results]
 * @property {string} [vm_name]
 * @property {number} [vm_id]
 * @property {string} [flavor_name]
 * @property {boolean} [firewall_scheduled]
 */

/**
 * @typedef {object} CommandLog
 * @property {Array<LoggedStep>} items
 * @property {string} [next_cursor]
 * @property {Array<FormerCommand>} commands
 * @property {number} count
 */

/**
 * @typedef {object} CommandOutcomeResult
 * @property {string} command
 * @property {boolean} success
 * @property {string} output
 */

/**
 * @typedef {object} CommitBody
 * @property {Array<number>} [ids]
 * @property {string} [reason]
 * @property {number} [at_once]
 * @property {number} [stop_after_failures]
 */

/**
 * @typedef {object} Comparison
 * @property {ApprovalPreview} then
 * @property {ApprovalPreview} now
 * @property {Array<string>} changes
 */

/**
 * @typedef {object} Csrf
 * @property {string} header
 * @property {string} token
 */

/**
 * @typedef {object} CustomerContracts
 * @property {Array<CustomerContractsContract>} contracts
 */

/**
 * @typedef {object} CustomerContractsContract
 * @property {string} name
 * @property {string} [gpu_type]
 * @property {number} gpu_used
 * @property {number} gpu_capacity
 * @property {Array<CustomerContractsContractHost>} hosts
 */

/**
 * @typedef {object} CustomerContractsContractHost
 * @property {string} hostname
 * @property {string} [gpu_type]
 * @property {boolean} [nvlinks]
 * @property {number} gpu_used
 * @property {number} gpu_capacity
 * @property {number} vm_count
 * @property {boolean} in_service
 */

/**
 * @typedef {object} DecisionBody
 * @property {string} reason
 * @property {Array<DecisionBodyDecision>} decisions
 */

/**
 * @typedef {object} DecisionBodyDecision
 * @property {string} id
 * @property {string} action
 * @property {string} state
 * @property {string} entered_at
 */

/**
 * @typedef {object} DecisionBodyIds
 * @property {Array<string>} ids
 */

/**
 * @typedef {object} DecisionOutcome
 * @property {string} id
 * @property {string} [host]
 * @property {"ACCEPTED" | "CHANGED" | "REFUSED" | "NOT_TRIED"} result
 * @property {string} [why]
 */

/**
 * @typedef {object} DecisionOutcomes
 * @property {Array<DecisionOutcome>} items
 */

/**
 * @typedef {object} DecisionPreview
 * @property {Array<Operation>} items
 * @property {Array<string>} unknown
 */

/**
 * @typedef {object} Delivery
 * @property {string} id
 * @property {string} event
 * @property {string} type
 * @property {string} subject
 * @property {string} title
 * @property {"WAITING" | "DELIVERED" | "GIVEN_UP"} state
 * @property {string} created_at
 * @property {string} [due_at]
 * @property {number} attempts
 * @property {string} [asked_by]
 * @property {number} [status]
 * @property {number} [latency_ms]
 * @property {string} [answer]
 * @property {string} [error]
 * @property {string} [ended_at]
 */

/**
 * @typedef {object} DeliveryPage
 * @property {Array<Delivery>} items
 * @property {string} [next_cursor]
 */

/**
 * @typedef {object} DeviceOnly
 * @property {string} name
 * @property {string} [status]
 * @property {string} [tenant]
 * @property {string} [site]
 * @property {string} [rack]
 * @property {string} [netbox_url]
 * @property {boolean} in_nova
 */

/**
 * @typedef {object} Finding
 * @property {string} kind
 * @property {string} label
 * @property {string} field
 * @property {string} [hostname]
 * @property {string} [aggregate]
 * @property {string} [gpu_type]
 * @property {string} [vm_id]
 */

/**
 * @typedef {object} Findings
 * @property {number} generation
 * @property {string} query
 * @property {number} total
 * @property {Array<Finding>} items
 */

/**
 * @typedef {object} Firewall
 * @property {number} id
 * @property {string} name
 * @property {string} [environment]
 * @property {Array<Attachment>} attachments
 * @property {Array<string>} regions
 * @property {Array<LackingVm>} missing
 * @property {Array<string>} unread
 */

/**
 * @typedef {object} FirewallBody
 * @property {number} [firewall_id]
 */

/**
 * @typedef {object} FirewallPreview
 * @property {boolean} allowed
 * @property {Array<Check>} checks
 * @property {Array<LaunchTargetPlannedStep>} steps
 */

/**
 * @typedef {object} FirewallUpdateBody
 * @property {number} [firewall_id]
 * @property {Array<number>} vm_ids
 * @property {string} [reason]
 */

/**
 * @typedef {object} FirstPassword
 * @property {Person} person
 * @property {string} password
 */

/**
 * @typedef {object} FleetFormerContract
 * @property {string} name
 * @property {string} aggregate
 * @property {Array<FormerHost>} hosts
 * @property {number} host_count
 */

/**
 * @typedef {object} FleetGpuTypes
 * @property {number} generation
 * @property {Array<FleetType>} gpu_types
 * @property {Record<string, FormerColumnsConfiguration>} aggregates
 * @property {FleetUnclassified} unclassified
 */

/**
 * @typedef {object} FleetOnePool
 * @property {number} generation
 * @property {Pool} [pool]
 * @property {string} [gpu_type]
 * @property {FormerColumnsColumn} [ondemand]
 * @property {FormerColumnsColumn} [runpod]
 * @property {FormerColumnsColumn} [spot]
 * @property {FormerColumnsColumn} [contracts]
 * @property {FormerColumnsColumn} [outofstock]
 * @property {FormerColumnsOverview} [gpu_overview]
 * @property {FormerColumnsStats} [performance_stats]
 */

/**
 * @typedef {object} FleetOutOfStock
 * @property {number} generation
 * @property {Array<Host>} hosts
 * @property {Array<FleetReasonCount>} reasons
 */

/**
 * @typedef {object} FleetReasonCount
 * @property {string} code
 * @property {number} hosts
 */

/**
 * @typedef {object} FleetTotals
 * @property {number} gpu_types
 * @property {number} pools
 * @property {number} hosts
 * @property {GpuCounts} gpus
 */

/**
 * @typedef {object} FleetType
 * @property {string} gpu_type
 * @property {number} pools
 * @property {number} hosts
 * @property {number} gpu_used
 * @property {number} gpu_capacity
 * @property {number} hosts_available
 * @property {number} hosts_under_way
 * @property {number} hosts_out_of_stock
 * @property {number} largest_free
 * @property {Array<FleetReasonCount>} out_of_stock_reasons
 * @property {GpuCounts} gpus
 * @property {Array<TypeCountsPoolCounts>} sold_in
 */

/**
 * @typedef {object} FleetTypeContracts
 * @property {string} gpu_type
 * @property {number} generation
 * @property {Summary} gpu_summary
 * @property {Array<Pool>} pools
 * @property {Array<FleetFormerContract>} [contracts]
 */

/**
 * @typedef {object} FleetTypePools
 * @property {string} gpu_type
 * @property {number} generation
 * @property {boolean} [summary_only]
 * @property {Summary} gpu_summary
 * @property {Array<Pool>} [pools]
 * @property {FormerColumnsColumn} [ondemand]
 * @property {FormerColumnsColumn} [runpod]
 * @property {FormerColumnsColumn} [spot]
 * @property {FormerColumnsColumn} [contracts]
 * @property {FormerColumnsColumn} [outofstock]
 * @property {FormerColumnsOverview} [gpu_overview]
 * @property {FormerColumnsStats} [performance_stats]
 */

/**
 * @typedef {object} FleetUnclassified
 * @property {Array<string>} pools
 * @property {number} hosts
 */

/**
 * @typedef {object} FormerColumnsColumn
 * @property {string} name
 * @property {Array<FormerHost>} [hosts]
 * @property {number} host_count
 * @property {Array<string>} [host_names]
 * @property {FormerColumnsGpuSum} gpu_summary
 * @property {Array<FormerColumnsVariant>} [variants]
 * @property {Array<FormerColumnsNamedContract>} [contracts_list]
 */

/**
 * @typedef {object} FormerColumnsConfiguration
 * @property {string} [runpod]
 * @property {string} [spot]
 * @property {Array<FormerColumnsVariant>} ondemand_variants
 * @property {Array<FormerColumnsNamedContract>} contracts
 */

/**
 * @typedef {object} FormerColumnsGpuSum
 * @property {number} gpu_used
 * @property {number} gpu_capacity
 * @property {string} gpu_usage_ratio
 */

/**
 * @typedef {object} FormerColumnsNamedContract
 * @property {string} aggregate
 * @property {string} name
 */

/**
 * @typedef {object} FormerColumnsOverview
 * @property {number} total_gpu_used
 * @property {number} total_gpu_capacity
 * @property {string} gpu_usage_ratio
 * @property {number} gpu_usage_percentage
 */

/**
 * @typedef {object} FormerColumnsStats
 * @property {number} total_hosts
 * @property {string} method
 */

/**
 * @typedef {object} FormerColumnsVariant
 * @property {string} aggregate
 * @property {string} variant
 */

/**
 * @typedef {object} FormerCommand
 * @property {number} id
 * @property {string} timestamp
 * @property {string} command
 * @property {string} type
 * @property {boolean} success
 * @property {string} stdout
 * @property {string} stderr
 * @property {number} returncode
 */

/**
 * @typedef {object} FormerHost
 * @property {string} name
 * @property {string} hostname
 * @property {string} [aggregate]
 * @property {number} vm_count
 * @property {boolean} has_vms
 * @property {string} tenant
 * @property {string} owner_group
 * @property {boolean} nvlinks
 * @property {number} [netbox_device_id]
 * @property {string} [netbox_url]
 * @property {number} gpu_used
 * @property {number} gpu_capacity
 * @property {string} gpu_usage_ratio
 * @property {string} [variant]
 * @property {string} [contract_aggregate]
 * @property {string} [contract_name]
 * @property {string} [outofstock_reason]
 * @property {Array<string>} [not_read]
 */

/**
 * @typedef {object} FormerRefreshing
 * @property {number} generation
 * @property {boolean} success
 * @property {string} message
 */

/**
 * @typedef {object} FoundNetwork
 * @property {boolean} success
 * @property {string} network_id
 */

/**
 * @typedef {object} FoundServer
 * @property {boolean} success
 * @property {string} server_name
 * @property {string} server_uuid
 * @property {string} status
 * @property {string} [task_state]
 * @property {string} [vm_state]
 */

/**
 * @typedef {object} Freeze
 * @property {FreezeState} now
 * @property {number} under_way
 * @property {number} resting
 * @property {Array<FreezeState>} entries
 */

/**
 * @typedef {object} FreezeBody
 * @property {string} reason
 * @property {boolean} [hold]
 */

/**
 * @typedef {object} FreezeState
 * @property {"OFF" | "FROZEN" | "HELD"} mode
 * @property {number} number
 * @property {string} [since]
 * @property {string} [by]
 * @property {string} [reason]
 */

/**
 * @typedef {object} GpuCounts
 * @property {number} free
 * @property {number} used
 * @property {number} sellable
 * @property {number} under_way
 * @property {number} out_of_stock
 * @property {number} total
 */

/**
 * @typedef {object} HealthAnswer
 * @property {string} status
 * @property {Array<HealthAnswerDependencyHealth>} [dependencies]
 */

/**
 * @typedef {object} HealthAnswerDependencyHealth
 * @property {"openstack" | "netbox" | "hyperstack" | "runpod" | "rabbitmq" | "postgresql"} name
 * @property {"UP" | "DOWN" | "UNKNOWN" | "OFF"} state
 * @property {string} [since]
 * @property {string} [cause]
 * @property {number} [latency_ms]
 * @property {string} [seen_at]
 * @property {string} [seen_by]
 */

/**
 * @typedef {object} HiddenTenant
 * @property {"SOFT_DELETED" | "MIGRATION" | "ALLOCATION" | "LEFT_OVER" | "CELL_DOWN"} kind
 * @property {string} id
 * @property {string} [name]
 * @property {string} text
 */

/**
 * @typedef {object} History
 * @property {number} seq
 * @property {string} at
 * @property {string} actor
 * @property {string} event
 * @property {string} [from_state]
 * @property {string} to_state
 * @property {string} [step]
 * @property {number} attempt
 * @property {number} fence
 * @property {Record<string, unknown>} detail
 * @property {string} hash
 */

/**
 * @typedef {object} HistoryVerification
 * @property {boolean} [whole]
 * @property {HistoryVerificationLatest} [latest]
 * @property {VerificationProgress} [running]
 * @property {number} [operations]
 * @property {number} [entries]
 * @property {CheckpointReport} [checkpoints]
 * @property {Array<string>} [findings]
 * @property {number} [findings_in_all]
 */

/**
 * @typedef {object} HistoryVerificationLatest
 * @property {number} number
 * @property {string} requested_by
 * @property {string} started_at
 * @property {string} ended_at
 * @property {number} age_seconds
 * @property {boolean} signed
 * @property {boolean} whole
 * @property {number} operations
 * @property {number} entries
 * @property {CheckpointReport} checkpoints
 * @property {Array<string>} findings
 * @property {number} findings_in_all
 * @property {Array<string>} trusted_keys
 * @property {Record<string, string>} retired_keys
 * @property {number} unverified_checkpoints
 * @property {Record<string, number>} unproven
 * @property {Array<string>} notes
 */

/**
 * @typedef {object} Host
 * @property {string} hostname
 * @property {string} [aggregate]
 * @property {string} [pool]
 * @property {string} [gpu_type]
 * @property {boolean} [nvlinks]
 * @property {string} [availability_zone]
 * @property {Array<string>} aggregates
 * @property {number} gpu_used
 * @property {number} gpu_capacity
 * @property {number} vm_count
 * @property {boolean} has_vms
 * @property {Array<HiddenTenant>} hidden_tenants
 * @property {string} [gpu_note]
 * @property {string} [tenant]
 * @property {string} [owner_group]
 * @property {string} [site]
 * @property {string} [rack]
 * @property {string} [netbox_status]
 * @property {string} [netbox_url]
 * @property {string} status
 * @property {Array<HostReason>} reasons
 * @property {HostCompute} [compute]
 * @property {HostDrift} [drift]
 * @property {HostMoving} [moving]
 * @property {HostWithdrawn} [withdrawn]
 */

/**
 * @typedef {object} HostCompute
 * @property {boolean} enabled
 * @property {boolean} up
 * @property {string} [disabled_reason]
 */

/**
 * @typedef {object} HostDrift
 * @property {string} operation
 * @property {string} expected
 * @property {string} since
 */

/**
 * @typedef {object} HostMoving
 * @property {string} operation
 * @property {string} from
 * @property {string} to
 */

/**
 * @typedef {object} HostNow
 * @property {string} host
 * @property {Array<string>} aggregates
 * @property {Service} [service]
 * @property {number} servers
 * @property {number} hidden
 * @property {Array<string>} unread
 * @property {string} read_at
 */

/**
 * @typedef {object} HostOnly
 * @property {string} hostname
 * @property {string} [aggregate]
 * @property {string} [gpu_type]
 * @property {string} status
 */

/**
 * @typedef {object} HostReason
 * @property {string} code
 * @property {string} text
 */

/**
 * @typedef {object} HostVms
 * @property {number} generation
 * @property {string} hostname
 * @property {number} gpu_used
 * @property {number} gpu_capacity
 * @property {number} count
 * @property {Array<Vm>} vms
 */

/**
 * @typedef {object} HostWithdrawn
 * @property {string} operation
 * @property {string} since
 * @property {string} by
 * @property {string} [reason]
 */

/**
 * @typedef {object} Image
 * @property {number} id
 * @property {string} name
 * @property {string} [type]
 * @property {string} [version]
 * @property {string} region_name
 * @property {number} [size]
 * @property {string} [display_size]
 * @property {string} [description]
 * @property {boolean} is_public
 * @property {string} [created_at]
 * @property {string} [logo]
 * @property {string} [green_status]
 * @property {string} [snapshot]
 * @property {Array<VmImageLabel>} [labels]
 */

/**
 * @typedef {object} Images
 * @property {string} [region]
 * @property {string} fetched_at
 * @property {LaunchCatalogueUnread} [stale]
 * @property {Array<Image>} images
 * @property {boolean} success
 * @property {number} count
 * @property {number} groups
 */

/**
 * @typedef {object} InPools
 * @property {string} hostname
 * @property {Array<string>} aggregates
 */

/**
 * @typedef {object} InventoryCheck
 * @property {number} generation
 * @property {SnapshotSource} [netbox]
 * @property {number} [netbox_total]
 * @property {number} columns_total
 * @property {number} [in_both]
 * @property {number} [difference]
 * @property {Array<DeviceOnly>} only_in_netbox
 * @property {Array<HostOnly>} only_in_columns
 * @property {Array<InPools>} in_several_pools
 */

/**
 * @typedef {object} IssuerOption
 * @property {string} id
 * @property {string} label
 * @property {string} path
 */

/**
 * @typedef {object} LackingVm
 * @property {number} vm_id
 * @property {string} name
 * @property {string} [status]
 */

/**
 * @typedef {object} LaunchBody
 * @property {string} hostname
 * @property {string} image_name
 * @property {number} [image_id]
 * @property {string} [reason]
 * @property {string} [batch_id]
 * @property {boolean} [keep_on_failure]
 * @property {string} [vm_name]
 * @property {string} [flavor_name]
 * @property {string} [key_name]
 */

/**
 * @typedef {object} LaunchCatalogueUnread
 * @property {string} since
 * @property {string} [why]
 */

/**
 * @typedef {object} LaunchPreview
 * @property {boolean} allowed
 * @property {Array<Check>} checks
 * @property {string} [region]
 * @property {string} [environment]
 * @property {string} [flavor]
 * @property {Array<LaunchTargetPlannedStep>} [steps]
 * @property {string} [cloud_init]
 * @property {LaunchPreviewMark} snapshot
 * @property {string} hostname
 * @property {string} vm_name
 * @property {string} [flavor_name]
 * @property {string} [gpu_type]
 * @property {string} [command]
 * @property {string} [api_url]
 * @property {Array<ApprovalRuleApplied>} [approval]
 */

/**
 * @typedef {object} LaunchPreviewMark
 * @property {number} generation
 * @property {string} [read_at]
 */

/**
 * @typedef {object} LaunchTargetPlannedStep
 * @property {string} step
 * @property {string} title
 * @property {string} command
 */

/**
 * @typedef {object} Life
 * @property {string} status
 */

/**
 * @typedef {object} Limit
 * @property {"POOL" | "GPU_TYPE" | "CONTRACT"} kind
 * @property {string} name
 */

/**
 * @typedef {object} LimitsBody
 * @property {Array<Limit>} limits
 */

/**
 * @typedef {object} Link
 * @property {string} name
 * @property {string} label
 * @property {"HOST" | "VM" | "OPERATION" | "REASON"} place
 * @property {string} template
 */

/**
 * @typedef {object} LoggedCall
 * @property {string} command
 * @property {string} answer
 * @property {number} took_ms
 */

/**
 * @typedef {object} LoggedStep
 * @property {string} operation_id
 * @property {number} seq
 * @property {string} host
 * @property {string} at
 * @property {string} step
 * @property {string} event
 * @property {Array<LoggedCall>} calls
 */

/**
 * @typedef {object} LoginOptions
 * @property {Array<IssuerOption>} issuers
 * @property {Record<string, string>} refusals
 */

/**
 * @typedef {object} Me
 * @property {string} name
 * @property {"CUSTOMER" | "VIEWER" | "LAUNCHER" | "OPERATOR" | "AUDITOR" | "ADMIN"} role
 * @property {boolean} shared
 * @property {string} [issuer]
 * @property {Array<Limit>} [limits]
 * @property {OwnToken} [token]
 * @property {Csrf} csrf
 * @property {Record<string, Availability>} features
 * @property {Release} release
 * @property {FreezeState} freeze
 */

/**
 * @typedef {object} MigrationBody
 * @property {string} host
 * @property {string} [source_aggregate]
 * @property {string} [target_aggregate]
 * @property {Array<Acknowledgement>} [acknowledge]
 * @property {string} [reason]
 * @property {string} [batch_id]
 * @property {string} [operation]
 * @property {boolean} [disable_service]
 * @property {string} [when]
 * @property {string} [deadline]
 * @property {string} [not_before]
 * @property {string} [not_after]
 * @property {string} [window]
 * @property {string} [until]
 * @property {"ask" | "end"} [if_refused]
 * @property {Array<RequestedTimesDespite>} [despite]
 */

/**
 * @typedef {object} MoveBody
 * @property {string} [not_before]
 * @property {string} [not_after]
 * @property {string} [window]
 * @property {string} [until]
 * @property {Array<RequestedTimesDespite>} [despite]
 * @property {string} [reason]
 */

/**
 * @typedef {object} MovePreview
 * @property {boolean} allowed
 * @property {Array<Check>} checks
 * @property {Array<Acknowledgement>} acknowledge
 * @property {Array<string>} commands
 * @property {SnapshotAge} snapshot
 * @property {Array<ApprovalRuleApplied>} [approval]
 * @property {ReservationPreview} [reservation]
 * @property {string} host
 * @property {string} source
 * @property {string} target
 */

/**
 * @typedef {object} MoveVerdictsAll
 * @property {number} generation
 * @property {Array<MoveVerdictsOfHost>} hosts
 */

/**
 * @typedef {object} MoveVerdictsOfHost
 * @property {string} host
 * @property {string} [limited]
 * @property {Array<MoveVerdictsTarget>} targets
 */

/**
 * @typedef {object} MoveVerdictsTarget
 * @property {string} aggregate
 * @property {"ALLOWED" | "ACKNOWLEDGE" | "REFUSED"} result
 * @property {string} reason
 * @property {boolean} when_empty
 * @property {Array<Acknowledgement>} acknowledge
 */

/**
 * @typedef {object} Network
 * @property {string} id
 * @property {string} name
 * @property {string} [status]
 * @property {boolean} [admin_up]
 * @property {boolean} shared
 * @property {string} [project_id]
 */

/**
 * @typedef {object} NetworkBody
 * @property {string} network_name
 */

/**
 * @typedef {object} Networks
 * @property {Array<Network>} networks
 */

/**
 * @typedef {object} NewToken
 * @property {string} id
 * @property {string} name
 * @property {"CUSTOMER" | "VIEWER" | "LAUNCHER" | "OPERATOR" | "AUDITOR" | "ADMIN"} role
 * @property {Array<TokenScope>} [scopes]
 * @property {Array<Limit>} [limits]
 * @property {string} expires_at
 * @property {string} token
 */

/**
 * @typedef {object} OpenSession
 * @property {string} id
 * @property {string} since
 * @property {string} last_used_at
 * @property {string} ends_at
 * @property {string} [address]
 * @property {string} [browser]
 * @property {boolean} current
 */

/**
 * @typedef {object} Opening
 * @property {string} from
 * @property {string} to
 */

/**
 * @typedef {object} Operation
 * @property {string} id
 * @property {string} kind
 * @property {string} host
 * @property {Record<string, unknown>} request
 * @property {string} requested_by
 * @property {string} [reason]
 * @property {string} [batch_id]
 * @property {string} state
 * @property {boolean} open
 * @property {number} attempt
 * @property {string} [cause]
 * @property {Record<string, unknown>} facts
 * @property {string} [waiting_for]
 * @property {Array<string>} actions
 * @property {Array<ActionEffect>} action_effects
 * @property {string} [pending_action]
 * @property {string} [limited]
 * @property {string} created_at
 * @property {string} updated_at
 * @property {string} entered_at
 * @property {string} [available_at]
 * @property {string} [ended_at]
 * @property {number} seq
 * @property {Array<History>} [steps]
 */

/**
 * @typedef {object} OperationCounts
 * @property {Array<StateCount>} states
 * @property {string} [ended_since]
 */

/**
 * @typedef {object} OperationFile
 * @property {string} exported_at
 * @property {string} exported_by
 * @property {Operation} operation
 * @property {boolean} withheld
 * @property {OperationFileProof} proof
 */

/**
 * @typedef {object} OperationFileProof
 * @property {number} entries
 * @property {string} head
 * @property {boolean} intact
 * @property {string} [problem]
 * @property {Array<string>} [details]
 */

/**
 * @typedef {object} OperationPage
 * @property {Array<Operation>} items
 * @property {string} [next_cursor]
 */

/**
 * @typedef {object} OwnToken
 * @property {Array<TokenScope>} [scopes]
 * @property {string} expires_at
 */

/**
 * @typedef {object} PasswordBody
 * @property {string} old_password
 * @property {string} password
 */

/**
 * @typedef {object} Person
 * @property {string} name
 * @property {"CUSTOMER" | "VIEWER" | "LAUNCHER" | "OPERATOR" | "AUDITOR" | "ADMIN"} role
 * @property {Array<Limit>} [limits]
 * @property {boolean} must_change_password
 * @property {string} password_set_at
 * @property {PersonOrigin} created
 * @property {string} [issuer]
 * @property {PersonOrigin} [disabled]
 */

/**
 * @typedef {object} PersonBody
 * @property {string} name
 * @property {"CUSTOMER" | "VIEWER" | "LAUNCHER" | "OPERATOR" | "AUDITOR" | "ADMIN"} role
 */

/**
 * @typedef {object} PersonList
 * @property {Array<Person>} items
 */

/**
 * @typedef {object} PersonOrigin
 * @property {string} by
 * @property {string} at
 */

/**
 * @typedef {object} Plan
 * @property {string} id
 * @property {string} [name]
 * @property {"PLANNED" | "RUNNING" | "ENDED"} state
 * @property {string} created_by
 * @property {string} created_at
 * @property {Record<string, unknown>} [wanted]
 * @property {BoxScore} score
 * @property {Array<PlanCannot>} [cannot]
 * @property {Array<PoolBalanceBalance>} [pools]
 * @property {PlanCommit} [committed]
 * @property {string} [stopped]
 * @property {PlanCancelled} [cancelled]
 * @property {PlanApprovalLink} [approval]
 * @property {PlanProposal} [proposal]
 * @property {Array<PlanItem>} [items]
 * @property {string} href
 */

/**
 * @typedef {object} PlanApprovalLink
 * @property {string} id
 * @property {string} href
 */

/**
 * @typedef {object} PlanBody
 * @property {string} [name]
 * @property {Array<MigrationBody>} [operations]
 * @property {string} [pool]
 * @property {number} [empty_hosts]
 * @property {Array<string>} [from]
 * @property {Array<string>} [prefer]
 * @property {Array<Acknowledgement>} [acknowledge]
 */

/**
 * @typedef {object} PlanCancelled
 * @property {string} by
 * @property {string} at
 * @property {string} [reason]
 */

/**
 * @typedef {object} PlanCannot
 * @property {string} [host]
 * @property {string} why
 */

/**
 * @typedef {object} PlanCommit
 * @property {string} by
 * @property {string} at
 * @property {string} [reason]
 * @property {number} at_once
 * @property {number} [stop_after_failures]
 */

/**
 * @typedef {object} PlanItem
 * @property {number} id
 * @property {"PLANNED" | "WAITING" | "RUNNING" | "NEEDS_PERSON" | "SUCCEEDED" | "FAILED" | "CANCELLED"} state
 * @property {string} kind
 * @property {string} host
 * @property {Record<string, unknown>} request
 * @property {string} [reason]
 * @property {boolean} allowed
 * @property {Array<Check>} checks
 * @property {Array<Acknowledgement>} acknowledge
 * @property {Array<string>} commands
 * @property {string} read_at
 * @property {number} [repeats]
 * @property {number} [reverses]
 * @property {string} [operation]
 * @property {string} [operation_state]
 * @property {string} [note]
 */

/**
 * @typedef {object} PlanPage
 * @property {Array<Plan>} items
 * @property {string} [next_cursor]
 */

/**
 * @typedef {object} PlanProposal
 * @property {string} policy
 * @property {string} why
 * @property {number} need
 * @property {boolean} by_itself
 */

/**
 * @typedef {object} Policy
 * @property {string} name
 * @property {string} pool
 * @property {number} at_least
 * @property {number} at_most
 * @property {Array<string>} from
 * @property {Array<string>} prefer
 * @property {string} [window]
 * @property {number} per_day
 * @property {boolean} acts
 * @property {string} [allowed_by]
 * @property {string} [allowed_at]
 * @property {string} [halted]
 * @property {string} set_by
 * @property {string} set_at
 * @property {number} empty_hosts
 * @property {number} arriving
 * @property {number} moved_today
 * @property {string} [looked_at]
 * @property {string} [outcome]
 * @property {PolicyProposal} [proposal]
 * @property {PolicyPlanLink} [running]
 * @property {string} href
 */

/**
 * @typedef {object} PolicyBody
 * @property {string} [pool]
 * @property {number} [at_least]
 * @property {number} [at_most]
 * @property {Array<string>} [from]
 * @property {Array<string>} [prefer]
 * @property {string} [window]
 * @property {number} [per_day]
 * @property {boolean} [acts]
 */

/**
 * @typedef {object} PolicyPlanLink
 * @property {string} id
 * @property {string} href
 */

/**
 * @typedef {object} PolicyProposal
 * @property {string} id
 * @property {string} href
 * @property {number} hosts
 * @property {string} why
 * @property {string} proposed_at
 */

/**
 * @typedef {object} Pool
 * @property {string} name
 * @property {string} [pool]
 * @property {string} [gpu_type]
 * @property {string} [gpu_type_from]
 * @property {boolean} nvlinks
 * @property {string} [availability_zone]
 * @property {Summary} gpu_summary
 * @property {Array<Host>} hosts
 * @property {Array<Host>} arriving
 */

/**
 * @typedef {object} PoolBalanceBalance
 * @property {string} pool
 * @property {PoolCount} before
 * @property {PoolCount} after
 * @property {Array<string>} [notes]
 */

/**
 * @typedef {object} PoolBalanceNotCounted
 * @property {number} operation
 * @property {string} host
 * @property {string} why
 */

/**
 * @typedef {object} PoolBalanceResult
 * @property {Array<PoolBalanceBalance>} pools
 * @property {Array<PoolBalanceNotCounted>} not_counted
 */

/**
 * @typedef {object} PoolCount
 * @property {number} [hosts]
 * @property {number} [empty]
 * @property {number} [gpus_total]
 * @property {number} [gpus_used]
 * @property {number} [gpus_free]
 */

/**
 * @typedef {object} Problem
 * @property {string} type
 * @property {string} title
 * @property {number} status
 * @property {string} detail
 * @property {string} [instance]
 * @property {Array<{ field: string, message: string }>} [errors]
 * @property {string} [operation]
 * @property {string} [state]
 */

/**
 * @typedef {object} Readiness
 * @property {string} status
 * @property {"OFF" | "FROZEN" | "HELD"} [freeze]
 */

/**
 * @typedef {object} ReasonBody
 * @property {string} [reason]
 */

/**
 * @typedef {object} Reconciliation
 * @property {string} read_at
 * @property {FreezeState} freeze
 * @property {ReconciliationTotals} totals
 * @property {Array<ReconciliationMissingHistory>} missing
 * @property {Array<ReconciliationOpenOperation>} open
 * @property {Array<ReconciliationMisplacedHost>} hosts
 * @property {Array<ReconciliationStrayVm>} vms
 * @property {Array<string>} unread
 * @property {Array<string>} not_set_up
 */

/** @typedef {"ADOPT" | "REPAIR"} ReconciliationChoice */

/**
 * @typedef {object} ReconciliationMisplacedHost
 * @property {string} host
 * @property {string} operation
 * @property {string} ended_at
 * @property {string} expected
 * @property {Array<string>} pools
 * @property {Array<ReconciliationChoice>} choices
 */

/**
 * @typedef {object} ReconciliationMissingHistory
 * @property {string} operation
 * @property {string} kind
 * @property {string} host
 * @property {string} state
 * @property {number} seq
 * @property {number} [found_seq]
 * @property {Array<string>} pools
 * @property {string} noticed_by
 * @property {string} noticed_at
 */

/**
 * @typedef {object} ReconciliationOpenOperation
 * @property {string} operation
 * @property {string} kind
 * @property {string} host
 * @property {string} state
 * @property {string} requested_by
 * @property {string} created_at
 * @property {Array<string>} pools
 * @property {string} [step]
 * @property {string} next
 * @property {Array<string>} actions
 */

/**
 * @typedef {object} ReconciliationStrayVm
 * @property {number} id
 * @property {string} name
 * @property {string} operation
 * @property {string} [state]
 */

/**
 * @typedef {object} ReconciliationTotals
 * @property {number} missing
 * @property {number} open
 * @property {number} hosts
 * @property {number} vms
 */

/**
 * @typedef {object} Refreshing
 * @property {number} generation
 */

/**
 * @typedef {object} Region
 * @property {string} region
 * @property {string} host_prefix
 * @property {string} environment
 * @property {string} [storage_network]
 * @property {number} [firewall_id]
 */

/**
 * @typedef {object} Regions
 * @property {Array<Region>} regions
 */

/**
 * @typedef {object} Release
 * @property {string} version
 * @property {string} commit
 */

/**
 * @typedef {object} RepairBody
 * @property {string} host
 * @property {Array<Acknowledgement>} [acknowledge]
 * @property {string} reason
 */

/** @typedef {"collision" | "checks"} RequestedTimesDespite */

/**
 * @typedef {object} Reservation
 * @property {string} id
 * @property {"BEGUN" | "REFUSED" | "MISSED" | "CANCELLED" | "ASKING" | "PLANNED"} state
 * @property {string} kind
 * @property {string} host
 * @property {Record<string, unknown>} request
 * @property {string} [reason]
 * @property {string} [batch_id]
 * @property {string} requested_by
 * @property {string} [token_owner]
 * @property {string} asked_at
 * @property {string} begins_at
 * @property {string} latest_at
 * @property {string} [window]
 * @property {"ask" | "end"} if_refused
 * @property {string} [cause]
 * @property {string} [approval]
 * @property {string} [operation]
 * @property {ReservationEnd} [end]
 * @property {ReservationBack} [return]
 * @property {string} href
 */

/**
 * @typedef {object} ReservationBack
 * @property {"BEGUN" | "REFUSED" | "MISSED" | "CANCELLED" | "ASKING" | "PLANNED"} state
 * @property {string} kind
 * @property {Record<string, unknown>} request
 * @property {string} begins_at
 * @property {string} latest_at
 * @property {string} [cause]
 * @property {string} [operation]
 * @property {ReservationEnd} [end]
 */

/**
 * @typedef {object} ReservationEnd
 * @property {string} [by]
 * @property {string} at
 * @property {string} [reason]
 */

/**
 * @typedef {object} ReservationPage
 * @property {Array<Reservation>} items
 * @property {string} [next_cursor]
 */

/**
 * @typedef {object} ReservationPreview
 * @property {string} begins_at
 * @property {string} latest_at
 * @property {string} [until]
 * @property {Array<Collision>} collisions
 * @property {string} [operation]
 */

/**
 * @typedef {object} ReservationReasonBody
 * @property {string} reason
 */

/**
 * @typedef {object} RetireBody
 * @property {string} hostname
 * @property {Array<RetireBodyConsent>} [acknowledge]
 * @property {number} [wait_hours]
 * @property {string} [when]
 * @property {string} [deadline]
 * @property {string} [source_aggregate]
 * @property {string} [target_aggregate]
 * @property {string} [reason]
 * @property {string} [batch_id]
 */

/** @typedef {"renters" | "nvlink" | "allocations"} RetireBodyConsent */

/**
 * @typedef {object} RetirePreview
 * @property {boolean} allowed
 * @property {Array<Check>} checks
 * @property {Array<LaunchTargetPlannedStep>} steps
 * @property {Array<ApprovalRuleApplied>} [approval]
 */

/**
 * @typedef {object} RetryBody
 * @property {string} [reason]
 * @property {number} [at_once]
 * @property {number} [stop_after_failures]
 */

/**
 * @typedef {object} ReviewedPreviewLine
 * @property {string} [title]
 * @property {string} command
 */

/**
 * @typedef {object} RoleBody
 * @property {"CUSTOMER" | "VIEWER" | "LAUNCHER" | "OPERATOR" | "AUDITOR" | "ADMIN"} role
 */

/**
 * @typedef {object} RunningPart
 * @property {string} part
 * @property {string} process
 * @property {string} version
 * @property {string} commit
 * @property {string} started_at
 */

/**
 * @typedef {object} SecurityLogEntry
 * @property {string} at
 * @property {string} event
 * @property {string} outcome
 * @property {string} [actor]
 * @property {string} [address]
 * @property {string} [request_id]
 * @property {number} times
 * @property {Record<string, unknown>} detail
 * @property {string} part
 * @property {string} chain
 * @property {number} seq
 * @property {string} hash
 */

/**
 * @typedef {object} SecurityLogEntryPage
 * @property {Array<SecurityLogEntry>} items
 * @property {string} [next_cursor]
 */

/**
 * @typedef {object} SecurityVerificationReport
 * @property {boolean} whole
 * @property {number} chains
 * @property {number} entries
 * @property {CheckpointReport} checkpoints
 * @property {Array<string>} findings
 * @property {number} findings_in_all
 */

/**
 * @typedef {object} Server
 * @property {string} id
 * @property {string} name
 * @property {string} status
 * @property {string} [task_state]
 * @property {string} [vm_state]
 * @property {string} [host]
 * @property {string} project_id
 * @property {string} flavor
 * @property {Array<string>} addresses
 * @property {string} [created]
 */

/**
 * @typedef {object} ServerBody
 * @property {string} server_name
 */

/**
 * @typedef {object} Servers
 * @property {Array<Server>} servers
 */

/**
 * @typedef {object} Service
 * @property {boolean} known
 * @property {boolean} enabled
 * @property {boolean} up
 * @property {string} [disabled_reason]
 */

/**
 * @typedef {object} SessionList
 * @property {Array<OpenSession>} items
 */

/**
 * @typedef {object} Snapshot
 * @property {number} generation
 * @property {string} [read_at]
 * @property {Array<SnapshotSource>} sources
 */

/**
 * @typedef {object} SnapshotAge
 * @property {number} generation
 * @property {string} read_at
 */

/**
 * @typedef {object} SnapshotDoubt
 * @property {string} since
 * @property {string} shows
 * @property {string} [accepted_by]
 */

/**
 * @typedef {object} SnapshotSource
 * @property {string} name
 * @property {string} state
 * @property {string} [read_at]
 * @property {number} [took_ms]
 * @property {number} [calls]
 * @property {number} [items]
 * @property {string} [stale_since]
 * @property {string} [trouble]
 * @property {SnapshotDoubt} [doubt]
 */

/**
 * @typedef {object} StateCount
 * @property {string} state
 * @property {boolean} open
 * @property {number} count
 */

/**
 * @typedef {object} Summary
 * @property {number} hosts
 * @property {number} hosts_available
 * @property {number} hosts_in_use
 * @property {number} vm_count
 * @property {number} gpu_used
 * @property {number} gpu_capacity
 * @property {GpuCounts} gpus
 */

/**
 * @typedef {object} System
 * @property {Cloud} [cloud]
 * @property {FleetTotals} fleet
 * @property {Array<RunningPart>} parts
 * @property {string} [parts_differ_since]
 */

/**
 * @typedef {object} TargetAggregate
 * @property {string} host
 * @property {string} hostname
 * @property {string} gpu_type
 * @property {string} target_type
 * @property {string} source_aggregate
 * @property {string} target_aggregate
 */

/**
 * @typedef {object} TargetBody
 * @property {string} [hostname]
 * @property {string} [host]
 * @property {string} target_type
 * @property {string} [target_variant]
 * @property {string} [variant]
 */

/**
 * @typedef {object} TokenBody
 * @property {string} name
 * @property {"CUSTOMER" | "VIEWER" | "LAUNCHER" | "OPERATOR" | "AUDITOR" | "ADMIN"} role
 * @property {number} [expires_in_days]
 * @property {Array<string>} [addresses]
 * @property {Array<TokenScope>} [scopes]
 * @property {Array<Limit>} [limits]
 */

/**
 * @typedef {object} TokenList
 * @property {Array<ApiToken>} items
 */

/** @typedef {"read" | "metrics" | "launch" | "move" | "attach-network" | "decide" | "freeze" | "reconcile" | "audit" | "security-log"} TokenScope */

/**
 * @typedef {object} TypeCountsPoolCounts
 * @property {string} name
 * @property {string} [pool]
 * @property {boolean} nvlinks
 * @property {number} hosts
 * @property {number} hosts_available
 * @property {number} hosts_arriving
 * @property {number} largest_free
 * @property {GpuCounts} gpus
 */

/**
 * @typedef {object} UnfreezeBody
 * @property {number} number
 * @property {string} reason
 */

/**
 * @typedef {object} UpdatedAttachments
 * @property {boolean} success
 * @property {number} firewall_id
 * @property {Array<number>} vm_ids
 * @property {Array<BegunAttachment>} operations
 */

/**
 * @typedef {object} VerificationProgress
 * @property {number} number
 * @property {string} requested_by
 * @property {string} requested_at
 * @property {string} [started_at]
 * @property {string} [phase]
 * @property {number} checkpoints
 * @property {number} of_checkpoints
 * @property {number} operations
 * @property {number} of_operations
 * @property {number} entries
 * @property {number} findings
 * @property {number} portions
 * @property {string} [changed_at]
 * @property {string} [cause]
 */

/**
 * @typedef {object} ViewBody
 * @property {string} name
 * @property {string} query
 * @property {boolean} [shared]
 */

/**
 * @typedef {object} ViewList
 * @property {Array<ViewOfOperations>} items
 */

/**
 * @typedef {object} ViewOfOperations
 * @property {string} id
 * @property {string} name
 * @property {string} query
 * @property {boolean} shared
 * @property {string} by
 * @property {boolean} mine
 * @property {string} changed_at
 */

/**
 * @typedef {object} Vm
 * @property {string} id
 * @property {string} name
 * @property {string} status
 * @property {string} flavor
 * @property {number} gpus
 * @property {string} project_id
 * @property {string} [project]
 * @property {string} [created]
 */

/**
 * @typedef {object} VmImageLabel
 * @property {number} id
 * @property {string} label
 */

/**
 * @typedef {object} Webhook
 * @property {string} name
 * @property {string} format
 * @property {string} url
 * @property {Array<string>} events
 * @property {Array<string>} pools
 * @property {Array<string>} gpu_types
 * @property {Array<string>} operations
 * @property {boolean} enabled
 * @property {string} [disabled_why]
 * @property {string} [disabled_at]
 * @property {string} [resting]
 * @property {string} [failing_since]
 * @property {string} [last_failure]
 * @property {string} set_by
 * @property {string} set_at
 * @property {string} [secret]
 * @property {string} [former_secret_until]
 * @property {string} href
 */

/**
 * @typedef {object} WebhookBody
 * @property {string} [format]
 * @property {string} [url]
 * @property {string} [routing_key]
 * @property {Array<string>} [events]
 * @property {Array<string>} [pools]
 * @property {Array<string>} [gpu_types]
 * @property {Array<string>} [operations]
 * @property {boolean} [enabled]
 */

/**
 * @typedef {object} WebhookRotated
 * @property {string} name
 * @property {string} secret
 * @property {string} former_secret_until
 */

/** @typedef {"mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun"} Weekday */

/**
 * @typedef {object} Window
 * @property {string} name
 * @property {Array<Weekday>} weekdays
 * @property {string} begins
 * @property {string} ends
 * @property {string} zone
 * @property {string} set_by
 * @property {string} set_at
 * @property {Opening} [next]
 * @property {number} open_reservations
 */

/**
 * @typedef {object} WindowBody
 * @property {Array<Weekday>} [weekdays]
 * @property {string} [begins]
 * @property {string} [ends]
 * @property {string} [zone]
 */

/**
 * @typedef {object} WithdrawalBody
 * @property {string} [reason]
 */

/**
 * @typedef {object} WorkflowDescription
 * @property {string} name
 * @property {number} version
 * @property {string} title
 * @property {string} initial_state
 * @property {Array<string>} first_actions
 * @property {Array<string>} happy_path
 * @property {Array<WorkflowDescriptionState>} states
 * @property {WorkflowDescriptionRoute} [route]
 */

/**
 * @typedef {object} WorkflowDescriptionOfferedAction
 * @property {string} action
 * @property {string} caption
 */

/**
 * @typedef {object} WorkflowDescriptionRoute
 * @property {string} [from]
 * @property {string} [to]
 */

/**
 * @typedef {object} WorkflowDescriptionState
 * @property {string} name
 * @property {string} title
 * @property {"STEP" | "WAITING" | "END"} kind
 * @property {"SUCCESS" | "UNDONE" | "FAILURE"} [outcome]
 * @property {string} [step]
 * @property {Array<WorkflowDescriptionOfferedAction>} actions
 */

/**
 * @typedef {object} Workflows
 * @property {Array<WorkflowDescription>} workflows
 */

export {};
