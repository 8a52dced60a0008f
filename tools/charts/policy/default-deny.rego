package main

# Every pod is under a policy that lets nothing in and nothing out, so that only what others name is let through.

deny contains sprintf("default-deny: no policy of that kind selects %s", [name_of(workload)]) if {
	some workload in workloads
	count([policy | some policy in denying; selects(policy.spec.podSelector.matchLabels, workload.spec.template.metadata.labels)]) == 0
}

denying := [policy |
	some policy in input.resources
	policy.kind == "NetworkPolicy"
	{"Ingress", "Egress"} == {type | some type in policy.spec.policyTypes}
	not policy.spec.ingress
	not policy.spec.egress
]

# A rule without peers lets everyone through.
deny contains sprintf("default-deny: a rule of %s names no peer to which it may connect", [name_of(policy)]) if {
	some policy in input.resources
	policy.kind == "NetworkPolicy"
	some rule in object.get(policy.spec, "egress", [])
	count(object.get(rule, "to", [])) == 0
}
