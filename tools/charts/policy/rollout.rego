package main

# An upgrade takes no pod away before its successor is ready, and what never changes of a Deployment does not name its version.

deny contains sprintf("rollout: %s gives up pods before others are ready", [name_of(deployment)]) if {
	some deployment in deployments
	object.get(deployment, ["spec", "strategy", "rollingUpdate", "maxUnavailable"], 1) != 0
}

deny contains sprintf("rollout: the selector of %s names a version", [name_of(deployment)]) if {
	some deployment in deployments
	some label, _ in deployment.spec.selector.matchLabels
	regex.match(`version|release|^helm`, label)
}
