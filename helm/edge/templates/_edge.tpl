{{- define "edge.services" -}}
[ingest, patient-timeline, integration, retention]
{{- end -}}

{{/* Names of limits and the variables of the edge. */}}
{{- define "edge.limits" -}}
organisationRequestsPerSecond: EDGE_ORG_REQUESTS_PER_SECOND
clientRequestsPerSecond: EDGE_CLIENT_REQUESTS_PER_SECOND
addressRequestsPerSecond: EDGE_ADDRESS_REQUESTS_PER_SECOND
organisationConcurrent: EDGE_ORG_CONCURRENT
clientConcurrent: EDGE_CLIENT_CONCURRENT
addressConcurrent: EDGE_ADDRESS_CONCURRENT
{{- end -}}

{{/* Of a Service, by its whole name: NGINX resolves names as they are, and knows no domains to search in. */}}
{{- define "edge.address" -}}
{{- printf "http://%s.%s.svc.%s:80" .name .root.Release.Namespace .g.network.clusterDomain -}}
{{- end -}}

{{- define "edge.probes" -}}
startupProbe:
  httpGet:
    path: /edge/live
    port: admin
  periodSeconds: 1
  failureThreshold: 60
readinessProbe:
  httpGet:
    path: /edge/ready
    port: admin
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 2
livenessProbe:
  httpGet:
    path: /edge/live
    port: admin
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end -}}

{{/*
Where services and their releases are. A release that is not named here is found by the name of its Service, so that it can be
assigned as soon as it runs. The edge reads the file again when it has changed: no pod is replaced for it, and no connection is
closed; but a node takes up to two minutes until it has a change.
*/}}
{{- define "edge.upstreams" -}}
{{- $upstreams := dict -}}
{{- range $service := include "edge.services" . | fromYamlArray -}}
{{- $releases := dict -}}
{{- range $release, $slot := index $.root.Values.releases $service }}{{ $_ := set $releases $release (include "edge.address" (dict "root" $.root "g" $.g "name" (printf "%s-%s" $service $slot))) }}{{ end -}}
{{- $_ := set $upstreams $service (dict "default" (include "edge.address" (dict "root" $.root "g" $.g "name" $service)) "releases" $releases "byName" (include "edge.address" (dict "root" $.root "g" $.g "name" (include "everchart.releaseAddress" (dict "name" $service "release" "{release}"))))) -}}
{{- end -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: edge-upstreams
  labels:
    {{- include "everchart.labels" (dict "root" .root "name" "edge") | nindent 4 }}
data:
  upstreams.json: |
    {{- $upstreams | toPrettyJson | nindent 4 }}
{{- end -}}

{{- define "edge.policy" -}}
{{- $g := .g -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: edge
  labels:
    {{- include "everchart.labels" (dict "root" .root "name" "edge") | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: edge
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - ports:
        {{- if .root.Values.tls.secret }}
        - protocol: TCP
          port: https
        {{- else }}
        - protocol: TCP
          port: http
        {{- end }}
        {{- if .root.Values.tls.clientAuthoritySecret }}
        - protocol: TCP
          port: machines
        {{- end }}
      {{- with .root.Values.clients }}
      from:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- if and .root.Values.tls.secret $g.network.gateways }}
    {{- include "everchart.networkRule" (dict "direction" "from" "peers" $g.network.gateways "ports" (list "http")) | nindent 4 }}
    {{- end }}
    {{- include "everchart.networkRule" (dict "direction" "from" "peers" $g.network.scrapers "ports" (list "admin")) | nindent 4 }}
  egress:
    {{- include "everchart.networkDns" . | nindent 4 }}
    - to:
        {{- range include "edge.services" . | fromYamlArray }}
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: {{ . }}
        {{- end }}
      ports:
        - protocol: TCP
          port: 8080
    {{- include "everchart.networkRule" (dict "direction" "to" "peers" $g.network.tokens "ports" (list (include "everchart.portOf" $g.tokens.jwksUrl))) | nindent 4 }}
{{- end -}}

{{- define "edge.check" -}}
{{- $g := .g -}}
{{- $missing := list -}}
{{- if not $g.tokens.issuer }}{{ $missing = append $missing "global.tokens.issuer" }}{{ end -}}
{{- if not $g.tokens.jwksUrl }}{{ $missing = append $missing "global.tokens.jwksUrl" }}{{ end -}}
{{- if and $g.network.policies (not $g.network.tokens) }}{{ $missing = append $missing "global.network.tokens: the peers that may be connected to (or global.network.policies=false)" }}{{ end -}}
{{- include "everchart.complain" (dict "root" .root "missing" $missing) -}}
{{- end -}}
