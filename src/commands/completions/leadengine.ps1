# Completion of leadengine in PowerShell.
Register-ArgumentCompleter -Native -CommandName leadengine -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # The words as they stand: nothing of what is typed is run.
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value }
            else { $_.Extent.Text }
        })
    $index = $words.Count - 1
    if ($wordToComplete -eq '') { $index = $words.Count }
    try {
        $env:LEADENGINE_COMPLETE = 'powershell'
        $env:_CLAP_COMPLETE_INDEX = $index
        $lines = @(leadengine '--' @words 2>$null)
    } finally {
        Remove-Item Env:\LEADENGINE_COMPLETE, Env:\_CLAP_COMPLETE_INDEX -ErrorAction SilentlyContinue
    }
    foreach ($line in $lines) {
        $value, $help = $line -split "`t", 2
        if (-not $help) { $help = $value }
        $text = $value
        # Nothing that the shell would act on.
        if ($text -match '[^\w@%+=:./-]' -or $text -match '^@') { $text = "'" + $text.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $help)
    }
}
