package main

# Secrets are named, never held; and a service has no URL of an owner.

deny contains sprintf("secrets: %s is a Secret that a chart holds", [name_of(resource)]) if {
	some resource in input.resources
	resource.kind == "Secret"
}

deny contains sprintf("secrets: %s: %s has a value", [name_of(workload), variable.name]) if {
	some workload in workloads
	some container in containers_of(workload)
	some variable in object.get(container, "env", [])
	regex.match(`PASSWORD|TOKEN|SECRET`, variable.name)
	not endswith(variable.name, "_FILE")
	not endswith(variable.name, "_DIRECTORY")
	object.get(variable, "value", "") != ""
}

deny contains sprintf("secrets: %s: a password stands in %s", [name_of(workload), variable.name]) if {
	some workload in workloads
	some container in containers_of(workload)
	some variable in object.get(container, "env", [])
	regex.match(`^[a-z]+://[^/@:]*:[^$@][^@]*@`, object.get(variable, "value", ""))
}

deny contains sprintf("secrets: %s has %s: only the job that migrates may", [name_of(deployment), variable.name]) if {
	some deployment in deployments
	some container in containers_of(deployment)
	some variable in object.get(container, "env", [])
	contains(variable.name, "OWNER")
}
