"""Write: the values of a plan back as a document, and tables as workbooks."""
