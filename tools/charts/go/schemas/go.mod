module everchart/schemas

go 1.26

// Nothing of these is built: they hold the descriptions of the resources that the charts make.
require (
	github.com/cloudnative-pg/cloudnative-pg v1.28.0
	github.com/kedacore/keda/v2 v2.20.0
	github.com/nginx/kubernetes-ingress v1.12.5
	github.com/prometheus-operator/prometheus-operator v0.92.1
	k8s.io/kubernetes v1.34.2
	sigs.k8s.io/gateway-api v1.6.1
)
