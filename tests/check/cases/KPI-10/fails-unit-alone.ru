DELETE DATA {
  <role-project-102-2.9> plan:indicator <indicator-9> .
  <indicator-9> plan:measures <project-102-2> .
}
