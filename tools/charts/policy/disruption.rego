package main

# A node is emptied one pod of a kind at a time.

deny contains sprintf("disruption: no PodDisruptionBudget selects %s", [name_of(deployment)]) if {
	some deployment in deployments
	count([budget |
		some budget in input.resources
		budget.kind == "PodDisruptionBudget"
		budget.spec.maxUnavailable == 1
		selects(budget.spec.selector.matchLabels, deployment.spec.template.metadata.labels)
	]) == 0
}
