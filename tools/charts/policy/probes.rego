package main

# Startup, readiness and liveness are apart: what requests need is no reason to start a process again.

deny contains sprintf("probes: %s, container %s has no %s", [name_of(deployment), container.name, probe]) if {
	some deployment in deployments
	some container in deployment.spec.template.spec.containers
	some probe in {"startupProbe", "readinessProbe", "livenessProbe"}
	not container[probe]
}

deny contains sprintf("probes: %s, container %s: liveness asks for what readiness asks for", [name_of(deployment), container.name]) if {
	some deployment in deployments
	some container in deployment.spec.template.spec.containers
	container.livenessProbe.httpGet.path == container.readinessProbe.httpGet.path
}
