package main

# No single replica: of nothing that runs on is there one pod only, but where an exception says why.

deny contains sprintf("replicas: %s has %d, and no exception says why", [name_of(deployment), replicas]) if {
	some deployment in deployments
	exception_of(deployment) == ""
	replicas := replicas_of(deployment)
	replicas < 2
}

replicas_of(deployment) := deployment.spec.replicas

# Without a number of its own it is scaled: then its least number counts.
replicas_of(deployment) := max(array.concat([1], scaled)) if {
	not deployment.spec.replicas
	scaled := [least |
		some scaler in input.resources
		scaler.kind in {"HorizontalPodAutoscaler", "ScaledObject"}
		scaler.spec.scaleTargetRef.name == deployment.metadata.name
		least := object.get(scaler.spec, "minReplicas", object.get(scaler.spec, "minReplicaCount", 0))
	]
}
