package main

# What all policies look at: input.resources is everything that a render made.

deployments := [resource | some resource in input.resources; resource.kind == "Deployment"]

workloads := [resource | some resource in input.resources; resource.kind in {"Deployment", "Job", "StatefulSet", "DaemonSet"}]

containers_of(workload) := array.concat(
	workload.spec.template.spec.containers,
	object.get(workload.spec.template.spec, "initContainers", []),
)

name_of(resource) := sprintf("%s/%s", [resource.kind, resource.metadata.name])

# The reason for which a Deployment may have one pod.
exception_of(resource) := object.get(resource, ["metadata", "annotations", "everchart.io/single-replica"], "")

# Whether labels have everything that a selector asks for.
selects(wanted, labels) if {
	count(wanted) > 0
	every key, value in wanted { labels[key] == value }
}
