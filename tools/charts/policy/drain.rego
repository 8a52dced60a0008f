package main

# A pod that ends waits until no endpoint names it, goes on answering longer than the edge keeps an idle connection, and has the time
# for both, and for what it has begun.

edge_keeps_idle_seconds := 15

deny contains sprintf("drain: %s, container %s has no preStop of the kubelet", [name_of(deployment), container.name]) if {
	some deployment in deployments
	some container in deployment.spec.template.spec.containers
	not object.get(container, ["lifecycle", "preStop", "sleep", "seconds"], 0) > 0
	not object.get(container, ["lifecycle", "preStop", "httpGet", "path"], "") != ""
}

deny contains sprintf("drain: %s: a Service leads there, and it answers for %d s after the signal", [name_of(deployment), answering]) if {
	some deployment in deployments
	some container in deployment.spec.template.spec.containers
	object.get(container, ["lifecycle", "preStop", "sleep"], false)
	is_served(deployment)
	answering := answering_seconds(container)
	answering <= edge_keeps_idle_seconds
}

deny contains sprintf("drain: %s: %d s of grace do not cover preStop, drain and 30 s", [name_of(deployment), grace]) if {
	some deployment in deployments
	some container in deployment.spec.template.spec.containers
	grace := object.get(deployment, ["spec", "template", "spec", "terminationGracePeriodSeconds"], 30)
	grace < (object.get(container, ["lifecycle", "preStop", "sleep", "seconds"], 0) + answering_seconds(container)) + 30
}

answering_seconds(container) := sum([to_number(variable.value) |
	some variable in object.get(container, "env", [])
	variable.name == "DRAIN_SECONDS"
])

is_served(deployment) if {
	some service in input.resources
	service.kind == "Service"
	object.get(service.spec, "clusterIP", "") != "None"
	selects(service.spec.selector, deployment.spec.template.metadata.labels)
}
