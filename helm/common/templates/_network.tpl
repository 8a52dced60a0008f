{{/* Nothing comes in and nothing goes out of the pods of a chart, but for what further policies name. */}}
{{- define "everchart.defaultDeny" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .name }}-default-deny
  labels:
    {{- include "everchart.labels" (dict "root" .root "name" .name) | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: {{ .name }}
  policyTypes:
    - Ingress
    - Egress
{{- end -}}

{{/* A rule of a policy for peers and TCP ports. Call with (dict "direction" "to" "peers" … "ports" …). */}}
{{- define "everchart.networkRule" -}}
- {{ .direction }}:
    {{- toYaml .peers | nindent 4 }}
  ports:
    {{- range .ports }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
{{- end -}}

{{- define "everchart.networkDns" -}}
- to:
    {{- toYaml .g.network.dns | nindent 4 }}
  ports:
    - protocol: UDP
      port: 53
    - protocol: TCP
      port: 53
{{- end -}}

{{/* The port of a URL, or of its scheme. */}}
{{- define "everchart.portOf" -}}
{{- $url := urlParse . -}}
{{- if contains ":" $url.host }}{{ splitList ":" $url.host | last }}{{ else if eq $url.scheme "http" }}80{{ else }}443{{ end -}}
{{- end -}}

{{/*
A headless Service over all pods of a chart, and a ServiceMonitor over it where the Prometheus operator is: a process counts for
itself, so every one is scraped. `honorLabels`: the processes say themselves which service they are.
*/}}
{{- define "everchart.monitoring" -}}
{{- $labels := dict "root" .root "name" .name "component" "metrics" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}-metrics
  labels:
    {{- include "everchart.labels" $labels | nindent 4 }}
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    app.kubernetes.io/name: {{ .name }}
    everchart.io/scraped: "true"
  ports:
    - name: metrics
      port: {{ .port }}
      targetPort: {{ .port }}
{{- if include "everchart.offers" (dict "root" .root "wanted" .g.monitoring.resources "api" "monitoring.coreos.com/v1/ServiceMonitor") }}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: {{ .name }}
  labels:
    {{- include "everchart.labels" $labels | nindent 4 }}
    {{- with .g.monitoring.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  jobLabel: app.kubernetes.io/part-of
  selector:
    matchLabels:
      {{- include "everchart.selector" $labels | nindent 6 }}
  podTargetLabels:
    - app.kubernetes.io/component
    - app.kubernetes.io/version
    - everchart.io/slot
  endpoints:
    - port: metrics
      path: {{ .path }}
      interval: {{ .g.monitoring.interval }}
      honorLabels: true
      {{- with .g.monitoring.tokenSecret }}
      authorization:
        type: Bearer
        credentials:
          name: {{ . }}
          key: token
      {{- end }}
{{- end }}
{{- end -}}
